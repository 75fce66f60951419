// The form of an update, quicker: rows come and go in place, what is typed is kept as a draft, long lists are searched
// by typing. Without this script every button does the same by itself.

const pause = 800;
const longList = 8;

let form = document.querySelector('#update-form');
let timer;
let saving = Promise.resolve();
let isTouched = false;
let isLeaving = false;

start();

function start() {
  const isBegun = [...form.elements].some(isChanged);
  restore();
  for (const select of form.querySelectorAll('select')) searchable(select);
  const isElsewhere = location.hash || form.contains(document.activeElement);
  if (!isElsewhere && !form.elements.headline.value) form.querySelector('[name="sources.0.url"]')?.focus();
  if (isBegun) touch();
}

/** Whether a field holds something else than the server sent: on a slow line editors type before this script is there. */
function isChanged(field) {
  if (field.options) {
    const sent = [...field.options].findIndex(({ defaultSelected }) => defaultSelected);
    return field.selectedIndex !== Math.max(sent, 0);
  }
  return 'defaultValue' in field && field.value !== field.defaultValue;
}

/** What this tab remembers of the form, where the server had not got it yet. */
function restore() {
  const key = form.elements.key.value;
  const remembered = sessionStorage.getItem(key);
  if (remembered === null) return;
  sessionStorage.removeItem(key);
  const own = ['csrf', 'key', 'seen', 'revision', 'do'];
  for (const [name, value] of new URLSearchParams(remembered)) {
    if (!own.includes(name) && form.elements[name]) form.elements[name].value = value;
  }
  isTouched = true;
  save();
}

document.addEventListener('input', (event) => {
  if (form.contains(event.target)) touch();
});

/** Something has been typed; it is kept once there is a pause. */
function touch() {
  isTouched = true;
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

// Beside a chosen party and demand stands what readers see there now.
document.addEventListener('change', async ({ target }) => {
  const row = form.contains(target) && target.closest('fieldset');
  const number = row && /^stances-(\d+)$/.exec(row.id)?.[1];
  if (!number) return;
  const chosen = (name) => form.elements[`stances.${number - 1}.${name}`]?.value;
  const cell = `${chosen('party')} ${chosen('demand')}`;
  if (!chosen('party') || !chosen('demand') || row.dataset.cell === cell) return;
  row.dataset.cell = cell;
  clearTimeout(timer);
  saving = saving.then(async () => {
    const page = await shown('show').catch(() => null);
    const standing = page?.querySelector(`#${row.id} > .standing`);
    if (!page) return;
    isTouched = false;
    for (const name of ['key', 'revision']) {
      form.elements[name].value = page.querySelector(`[name=${name}]`).value;
    }
    row.querySelector(':scope > .standing')?.remove();
    if (standing) row.querySelector(':scope > .row-fields').before(standing);
  });
});

document.addEventListener('submit', async (event) => {
  if (event.target !== form || isLeaving) return;
  event.preventDefault();
  const button = event.submitter;
  clearTimeout(timer);
  await saving;
  // A form that is being submitted takes no second submission until the event is over.
  await new Promise((resolve) => setTimeout(resolve));
  const act = button?.value ?? '';
  if (/^(add|remove|show)/.test(act)) return showRows(button);
  isLeaving = true;
  form.requestSubmit(button);
  // Whoever comes back by the browser’s own button goes on typing.
  setTimeout(() => {
    isLeaving = false;
  }, 2000);
});

// A tab that is closed or left sends what it has. Who comes back at once may be faster than that: so the tab remembers
// it as well, until then.
addEventListener('beforeunload', () => {
  if (!isTouched || isLeaving) return;
  const fields = fieldsWith('save');
  navigator.sendBeacon(form.action, fields);
  sessionStorage.setItem(fields.get('key'), fields.toString());
});

function fieldsWith(act) {
  const fields = new URLSearchParams(new FormData(form));
  fields.set('do', act);
  return fields;
}

function save() {
  saving = saving.then(async () => {
    if (!isTouched) return;
    isTouched = false;
    try {
      const answer = await fetch(form.action, { method: 'POST', body: fieldsWith('save') });
      if (!answer.ok) throw new Error(String(answer.status));
      const { key, revision } = await answer.json();
      form.elements.revision.value = revision;
      say('Kept as a draft.');
      if (key === form.elements.key.value && location.search.includes(key)) return;
      form.elements.key.value = key;
      history.replaceState(null, '', `${form.dataset.path}?draft=${key}`);
    } catch {
      isTouched = true;
      say('The draft could not be kept just now. What you typed is still here; it is tried again.');
      timer = setTimeout(save, pause * 5);
    }
  });
  return saving;
}

function say(text) {
  const state = document.querySelector('#draft-state');
  if (state) state.textContent = text;
}

/** Adds or takes away a row, or shows the present positions, and stays where the editor is. */
async function showRows(button) {
  const { value } = button;
  const focused = document.activeElement?.name;
  try {
    const page = await shown(value);
    document.querySelector('main').replaceChildren(...page.querySelector('main').childNodes);
    form = document.querySelector('#update-form');
    isTouched = false;
    history.replaceState(null, '', `${form.dataset.path}?draft=${form.elements.key.value}`);
    for (const select of form.querySelectorAll('select')) searchable(select);
    const [, act, kind, index] = /^(add|remove)\.(\w+)(?:\.(\d+))?$/.exec(value) ?? [];
    const rows = act ? [...form.querySelectorAll(`fieldset[id^=${kind}-]`)] : [];
    const row = act === 'add' ? rows.at(-1) : rows[Math.min(Number(index), rows.length - 1)];
    const field = row?.querySelector('input:not([type=hidden]), select:not([hidden]), textarea');
    (field ?? (focused && form.querySelector(`[name="${focused}"]`)) ?? form).focus();
  } catch {
    // The browser does it by itself, and shows what went wrong.
    isLeaving = true;
    form.requestSubmit(button);
  }
}

/** The page that the server answers with, everything typed in it. */
async function shown(act) {
  const answer = await fetch(form.action, { method: 'POST', body: fieldsWith(act) });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (!answer.ok || !page.querySelector('#update-form')) throw new Error(String(answer.status));
  return page;
}

/** Puts a field before a long list that completes what is typed anywhere in its labels. */
function searchable(select) {
  const choices = [...select.options].filter(({ value }) => value !== '');
  if (choices.length <= longList) return;
  const list = document.createElement('datalist');
  list.id = `${select.id}-list`;
  for (const { label } of choices) list.append(new Option(label, label));
  const input = document.createElement('input');
  input.type = 'text';
  input.autocomplete = 'off';
  input.setAttribute('list', list.id);
  input.placeholder = select.options[0]?.value === '' ? select.options[0].label : '';
  const described = select.getAttribute('aria-describedby');
  if (described) input.setAttribute('aria-describedby', described);
  if (select.required) input.required = true;
  if (select.getAttribute('aria-invalid')) input.setAttribute('aria-invalid', 'true');
  input.value = select.selectedOptions[0]?.value ? select.selectedOptions[0].label : '';
  const { id } = select;
  select.id = `${id}-select`;
  select.hidden = true;
  input.id = id;
  select.before(input, list);
  const choose = (isDone) => {
    const typed = input.value.trim().toLowerCase();
    const fitting = choices.filter(({ label }) => label.toLowerCase().includes(typed));
    const exact = choices.find(({ label }) => label.toLowerCase() === typed);
    const chosen = typed === '' ? null : (exact ?? (fitting.length === 1 ? fitting[0] : null));
    select.value = chosen?.value ?? '';
    input.setCustomValidity('');
    if (!isDone) return;
    if (chosen) input.value = chosen.label;
    input.classList.toggle('unfitting', typed !== '' && !chosen);
  };
  input.addEventListener('input', () => choose(false));
  // Leaving the field completes what only one choice fits.
  input.addEventListener('change', () => choose(true));
}
