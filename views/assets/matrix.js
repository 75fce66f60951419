// The matrix is one stop of the keyboard, with arrow keys inside (ARIA grid); a card shows what is behind a cell.
// Without this script every cell is a link by itself, and everything on its card is on the page that it leads to.

const delay = 300;
const kept = new Map();
let card;
let timer;
let shown = null;

for (const table of document.querySelectorAll('.matrix-cells')) makeGrid(table);

function makeGrid(table) {
  const rows = [...table.rows]
    .map((row) => [...row.cells].flatMap((cell) => cell.querySelector('a') ?? []))
    .filter((links) => links.length > 0);
  const places = new Map();
  rows.forEach((links, row) => {
    links.forEach((link, column) => {
      link.tabIndex = -1;
      places.set(link, [row, column]);
    });
  });
  // The header has no link above the column of the demands.
  const heads = table.tHead && rows[0] ? 1 : 0;
  const at = (row, column) => rows[row]?.[row < heads ? column - 1 : column];
  let stop = rows[heads]?.[1] ?? rows[0]?.[0];
  if (!stop) return;
  stop.tabIndex = 0;
  table.setAttribute('role', 'grid');
  table.addEventListener('focusin', ({ target }) => {
    if (!places.has(target)) return;
    stop.tabIndex = -1;
    stop = target;
    stop.tabIndex = 0;
  });
  table.addEventListener('keydown', (event) => {
    const place = places.get(event.target);
    if (!place || event.altKey || event.metaKey || event.shiftKey) return;
    const [row] = place;
    const column = place[1] + (row < heads ? 1 : 0);
    const last = rows.at(-1).length - 1;
    const whole = event.ctrlKey;
    const to = {
      ArrowUp: !whole && [row - 1, column],
      ArrowDown: !whole && [row + 1, column],
      ArrowLeft: !whole && [row, column - 1],
      ArrowRight: !whole && [row, column + 1],
      Home: whole ? [heads, 0] : [row, row < heads ? 1 : 0],
      End: [whole ? rows.length - 1 : row, last],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    at(...to)?.focus();
  });
  const cellOf = (target) => target.closest?.('td')?.querySelector('a');
  table.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'mouse') later(cellOf(event.target));
  });
  table.addEventListener('pointerout', ({ relatedTarget }) => {
    if (!card?.contains(relatedTarget)) later(null);
  });
  table.addEventListener('focusin', ({ target }) => {
    if (target.matches(':focus-visible')) later(cellOf(target));
  });
  table.addEventListener('focusout', () => later(null));
}

/** Shows the card of a cell, or none, unless something else is pointed at before. */
function later(link) {
  clearTimeout(timer);
  if (link !== shown) timer = setTimeout(() => show(link), link ? delay : delay / 2);
}

async function show(link) {
  hide();
  shown = link;
  if (!link) return;
  const address = new URL(link.href);
  address.pathname += '/card';
  const html = await contents(address.href);
  if (!html || shown !== link) return;
  if (!card) makeCard();
  card.innerHTML = html;
  card.hidden = false;
  link.setAttribute('aria-describedby', card.id);
  place(link.closest('td').getBoundingClientRect());
}

async function contents(url) {
  if (!kept.has(url))
    kept.set(
      url,
      fetch(url).then(
        (answer) => (answer.ok ? answer.text() : ''),
        () => '',
      ),
    );
  const html = await kept.get(url);
  if (!html) kept.delete(url);
  return html;
}

function makeCard() {
  card = document.createElement('div');
  card.className = 'cell-card';
  card.id = 'cell-card';
  card.role = 'tooltip';
  document.body.append(card);
  card.addEventListener('pointerenter', () => clearTimeout(timer));
  card.addEventListener('pointerleave', () => later(null));
}

/** Below the cell, or above it where there is no room, within the window. */
function place({ left, top, bottom }) {
  const { offsetWidth: width, offsetHeight: height } = card;
  const { clientWidth, clientHeight } = document.documentElement;
  const isAbove = bottom + height + 8 > clientHeight && top > height;
  card.style.left = `${scrollX + Math.max(8, Math.min(left, clientWidth - width - 8))}px`;
  card.style.top = `${scrollY + (isAbove ? top - height - 4 : bottom + 4)}px`;
}

function hide() {
  shown?.removeAttribute('aria-describedby');
  shown = null;
  if (card) card.hidden = true;
}

addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  clearTimeout(timer);
  hide();
});
