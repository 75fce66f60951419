// Keeps in the browser tab what is typed into the forms of the desk until the server has it: for whoever typed it, and no
// longer than the tab is open. Without this script each form works the same; only an outage would lose what was typed.

const prefix = 'form ';
/** Nobody typed them, or they are secret. */
const unkept = ['csrf', 'do', 'next'];
/** The version with which a form was filled: the server compares it with the present one. */
const revisions = ['version', 'seen'];

const ownerOf = (form) => form.dataset.owner ?? document.body.dataset.owner;
/** The address of a form is its name, but for a draft and a form behind a secret link. */
const nameOf = (form) => prefix + (form.dataset.keptAs ?? form.getAttribute('action'));
export const isBusy = (form) => form.getAttribute('aria-busy') === 'true';
const isTypedInto = (form) => form.querySelector('textarea:not([readonly]), input[type=text]');
const formsOf = (page) =>
  [...page.querySelectorAll('main form[method=post]')].filter((form) => ownerOf(form) && isTypedInto(form));
const isKept = (form) => formsOf(document).includes(form);
const sameIn = (page, form) =>
  formsOf(page).find((each) => (each.id ? each.id === form.id : nameOf(each) === nameOf(form)));

/** Everything in the form except secrets. */
function wordsOf(form) {
  const isTyped = ([name]) => !unkept.includes(name) && form.elements[name].type !== 'password';
  return new URLSearchParams([...new FormData(form)].filter(isTyped));
}

/** False if the browser has no room for more. */
export function keep(form) {
  try {
    sessionStorage.setItem(
      nameOf(form),
      JSON.stringify({ owner: ownerOf(form), fields: String(wordsOf(form)) }),
    );
    return true;
  } catch {
    return false;
  }
}

export const forget = (form) => sessionStorage.removeItem(nameOf(form));

/** What the tab keeps of it for whoever is signed in. */
export function keptOf(form) {
  const { owner, fields } = JSON.parse(sessionStorage.getItem(nameOf(form)) ?? '{}');
  return fields && owner === ownerOf(form) ? new URLSearchParams(fields) : null;
}

async function start() {
  const { owner } = document.body.dataset;
  for (const name of Object.keys(sessionStorage).filter((each) => owner && each.startsWith(prefix)))
    if (JSON.parse(sessionStorage.getItem(name)).owner !== owner) sessionStorage.removeItem(name);
  // A form that the server gives back has everything that was sent to it.
  const isGivenBack = document.querySelector('#problems, main .notice') !== null;
  for (const form of formsOf(document)) {
    const fresh = form.cloneNode(true);
    fresh.reset();
    // On a slow line, editors type before this script is loaded.
    const typed = newer(form, wordsOf(fresh));
    if (!isGivenBack) await restore(form, fresh, typed);
    if (typed.length > 0 && form.isConnected) keep(form);
  }
}

/** What stands in the form and not in these fields. */
const newer = (form, fields) =>
  [...wordsOf(form)].filter(([name, text]) => !fields.getAll(name).includes(text));

document.addEventListener('input', ({ target }) => {
  const form = target.closest('form');
  // A draft is soon with the server.
  if (isKept(form) && !form.dataset.path) keep(form);
});

/** Puts back what this tab has kept of the form, and says so; what has just been typed stays. */
async function restore(form, fresh, typed) {
  const kept = keptOf(form);
  for (const [name, text] of typed) kept?.set(name, text);
  if (!kept || String(kept) === String(wordsOf(form))) return;
  const isOlder = revisions.some((name) => kept.has(name) && kept.get(name) !== form.elements[name]?.value);
  const filled = (await filledByServer(form, kept)) ?? filledHere(form, kept);
  // A draft is discarded by a button of its own.
  if (filled.dataset.path) return notice(filled, isBack);
  const offer = () =>
    notice(filled, isOlder ? `${isBack} ${isChanged}` : isBack, 'Discard it', () => {
      forget(filled);
      filled.replaceWith(fresh);
      notice(fresh, 'What you typed is discarded.', 'Bring it back', () => {
        fresh.replaceWith(filled);
        keep(filled);
        offer();
      }).focus();
    });
  offer();
}

const isBack = 'What you typed is back: this browser tab had kept it.';
const isChanged =
  'This has been changed meanwhile: send it, and what stands now is shown before anything is replaced.';

/** A form with rows is filled by the server, as by its buttons; null for others. */
async function filledByServer(form, kept) {
  if (!form.querySelector('.default-button[value=show]')) return null;
  const fields = new URLSearchParams(kept);
  fields.set('csrf', form.elements.csrf.value);
  fields.set('do', 'show');
  form.inert = true;
  try {
    const { page, target } = await answerTo(form, fields);
    const filled = sameIn(page, form);
    form.replaceWith(document.adoptNode(filled));
    if (target) haveSaved(form, target);
    return filled;
  } catch {
    form.inert = false;
    return null;
  }
}

function filledHere(form, kept) {
  for (const field of form.elements) {
    const { name, type, value, options } = field;
    const text = kept.get(name);
    if (type === 'checkbox') field.checked = kept.getAll(name).includes(value);
    else if (text !== null && (!options || [...options].some((each) => each.value === text)))
      field.value = text;
  }
  return form;
}

/** The one notice before the form; answers its button. */
function notice(form, text, label = '', act = null) {
  document.querySelector('#kept-notice')?.remove();
  const button = act ? `<button type="button" class="link-button">${label}</button>` : '';
  const html = `<div class="notice" id="kept-notice" role="status"><p>${text} ${button}</p></div>`;
  form.insertAdjacentHTML('beforebegin', html);
  const added = form.previousSibling.querySelector('button');
  added?.addEventListener('click', act);
  return added;
}

document.addEventListener('submit', async (event) => {
  const { target: form, submitter } = event;
  if (!isKept(form)) return;
  event.preventDefault();
  if (isBusy(form)) return;
  form.setAttribute('aria-busy', 'true');
  // What is on its way as a draft arrives first.
  await form.saving;
  const fields = new URLSearchParams(new FormData(form));
  if (submitter?.name) fields.append(submitter.name, submitter.value);
  keep(form);
  say(form, 'Sending…');
  try {
    const { page, target, status } = await answerTo(form, fields, submitter);
    if (target && !page) return leaveFor(form, target);
    if (page) show(page, form, fields, target);
    else throw new Error(`The server answers with an error (${status}).`);
  } catch ({ name, message }) {
    const text = name === 'Error' ? message : 'The server does not answer.';
    say(form, `${text} ${whereKept(form)} Send it again once the server answers.`);
  }
  form.removeAttribute('aria-busy');
});

/** The answer of the server, which with this header says where an accepted form leads instead of redirecting. */
async function answerTo(form, fields, button) {
  const address = button?.getAttribute('formaction') ?? form.getAttribute('action');
  const sent = { method: 'POST', body: fields, headers: { 'X-Sent-By': 'script' } };
  const answer = await fetch(address, sent);
  const { status } = answer;
  if (status !== 204) return { status, page: pageOf(await answer.text()) };
  const target = new URL(answer.headers.get('location'), location.href);
  // A draft that is shown again.
  const isAgain = target.pathname === form.dataset.path && !target.searchParams.has('preview');
  return { status, target, page: isAgain ? pageOf(await (await fetch(target)).text()) : null };
}

/** The page if it is one of ours; null for what a proxy answers. */
export function pageOf(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return page.querySelector('main#main') ? page : null;
}

/** The server has accepted the form. */
function leaveFor(form, target) {
  forget(form);
  // A draft that was refused on its way.
  sessionStorage.removeItem(prefix + form.elements.key?.value);
  const isHere = target.pathname === location.pathname && target.search === location.search;
  location.assign(target);
  // Else browsers only scroll.
  if (isHere) location.reload();
}

/** The server has it as a draft, at this address. */
function haveSaved(form, target) {
  forget(form);
  history.replaceState(null, '', target);
}

/** True while another page stands here. */
let isInstead = false;
addEventListener('popstate', () => isInstead && location.reload());
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

/** Shows the answer in place of this page: the form with what is wrong, or with another row. */
function show(page, form, fields, target) {
  const act = fields.get('do') ?? '';
  // Typed while the answer was on its way; a removal renames later rows.
  const meanwhile = act.startsWith('remove') ? [] : newer(form, fields);
  const { id } = document.activeElement;
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  const again = sameIn(document, form);
  if (target) haveSaved(form, target);
  else if (again) keep(again);
  else {
    history.pushState(null, '');
    isInstead = true;
  }
  document.dispatchEvent(new Event('shown'));
  for (const [name, text] of meanwhile) if (again?.elements[name]) again.elements[name].value = text;
  if (meanwhile.length > 0) again?.dispatchEvent(new Event('input', { bubbles: true }));
  const rows = act.startsWith('add.') ? document.querySelectorAll(`[id^=${act.slice(4)}-]`) : [];
  const button = [...document.querySelectorAll(`[name=do][value="${act}"]`)].at(-1);
  focusOn(target?.hash.slice(1) || [...rows].at(-1)?.id || id, button);
}

function focusOn(id, button) {
  const place = document.getElementById(`create-${id}`) ?? document.getElementById(id) ?? button;
  const fields = [
    ...(place?.querySelectorAll('input:not([type=hidden]), select:not([hidden]), textarea') ?? []),
  ];
  const empty = fields.filter(({ value }) => value === '');
  const next = empty.find((field) => field.hasAttribute('aria-required')) ?? empty[0] ?? fields[0] ?? place;
  (document.querySelector('[autofocus]') ?? next ?? document.querySelector('main')).focus();
}

export function whereKept(form) {
  return keep(form)
    ? 'What you typed is kept in this browser tab only.'
    : 'What you typed is kept nowhere but on this page: do not close it.';
}

/** Shows it below the form. */
export function say(form, text) {
  if (!form.querySelector('.form-state'))
    form.insertAdjacentHTML('beforeend', '<p class="quiet form-state" role="status"></p>');
  form.querySelector('.form-state').textContent = text;
}

/** Until what was kept is back. */
export const ready = start();
