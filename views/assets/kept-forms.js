// Keeps in the tab what is typed into any form of the desk, except that of an update, until the server has accepted it.
// Without this script each form works the same; only an outage would lose what was typed.
import { forgetInTab, forgetOthers, keepInTab, keptInTab } from './kept-in-tab.js';

/** Fields that nobody typed, or that are secret. */
const unkept = ['csrf', 'do', 'next'];
/** Fields with the version with which the form was filled: the server compares it with the present one. */
const revisions = ['version', 'seen'];

const ownerOf = (form) => form.dataset.owner ?? document.body.dataset.owner;
/** The address to which a form is sent identifies it; a form behind a secret link has a name instead. */
const keyOf = (form) => form.dataset.keptAs ?? form.getAttribute('action');
const formsOf = () => [...document.querySelectorAll('main form[method=post]')].filter(isKept);

function isKept(form) {
  const isTypedInto = form.querySelector('textarea:not([readonly]), input[type=text]') !== null;
  return isTypedInto && form.closest('main') !== null && form.id !== 'update-form' && Boolean(ownerOf(form));
}

function start() {
  if (document.body.dataset.owner) forgetOthers(document.body.dataset.owner);
  for (const form of formsOf()) {
    const typed = fieldsOf(form).filter(isChanged);
    // A form that the server gives back has everything that was sent to it.
    const isGivenBack = document.querySelector('#problems, main .notice') !== null;
    if (!isGivenBack) restore(form, typed);
    if (typed.length > 0) keep(form);
  }
}

function fieldsOf(form) {
  return [...form.elements].filter(({ name, type }) => name && !/^(hidden|password|submit)$/.test(type));
}

/** Whether the field differs from what the server sent: on a slow line, editors type before this script is loaded. */
function isChanged(field) {
  if (field.type === 'checkbox') return field.checked !== field.defaultChecked;
  if (!field.options) return field.value !== field.defaultValue;
  const sent = [...field.options].findIndex(({ defaultSelected }) => defaultSelected);
  return field.selectedIndex !== Math.max(sent, 0);
}

/** Everything in the form except secrets. */
function wordsOf(form) {
  const secret = [...form.querySelectorAll('[type=password]')].map(({ name }) => name);
  return new URLSearchParams(
    [...new FormData(form)].filter(([name]) => !unkept.includes(name) && !secret.includes(name)),
  );
}

function keep(form) {
  return keepInTab({ key: keyOf(form), owner: ownerOf(form), path: null, fields: wordsOf(form) });
}

document.addEventListener('input', ({ target }) => {
  const form = target.closest('form');
  if (form && isKept(form)) keep(form);
});

/** Puts back what this tab has kept of the form, and says so; what has just been typed stays. */
async function restore(form, typed = []) {
  const kept = keptInTab({ key: keyOf(form), owner: ownerOf(form) });
  if (kept === null) return;
  const revision = revisions.find((name) => form.elements[name] && kept.has(name));
  const isOlder = revision !== undefined && form.elements[revision].value !== kept.get(revision);
  for (const { name, value } of typed) kept.set(name, value);
  if (form.querySelector('.default-button[value=show]')) return restoreRows(form, kept, isOlder);
  const isBack = fieldsOf(form).map((field) => putBack(field, kept));
  if (revision !== undefined) form.elements[revision].value = kept.get(revision);
  if (isBack.includes(true)) offerToDiscard(form, isOlder);
}

/** True if the field changed. */
function putBack(field, kept) {
  if (field.type === 'checkbox') {
    const before = field.checked;
    field.checked = kept.getAll(field.name).includes(field.value);
    return field.checked !== before;
  }
  const value = kept.get(field.name);
  if (value === null || field.value === value) return false;
  const isChoice = !field.options || [...field.options].some((option) => option.value === value);
  if (isChoice) field.value = value;
  return isChoice;
}

/** A form with rows that can be added and removed is filled by the server, as with its own buttons. */
async function restoreRows(form, kept, isOlder) {
  if (kept.toString() === wordsOf(form).toString()) return;
  const fields = new URLSearchParams(kept);
  fields.set('csrf', form.elements.csrf.value);
  fields.set('do', 'show');
  form.inert = true;
  try {
    const page = pageOf(await (await post(form, fields)).text());
    const filled = [...(page?.querySelectorAll('main form') ?? [])].find(
      (each) => keyOf(each) === keyOf(form),
    );
    if (!filled) throw new Error('The server answers with another page.');
    form.replaceWith(document.adoptNode(filled));
    offerToDiscard(filled, isOlder);
  } catch {
    form.inert = false;
    say(
      form,
      'What you typed here before is kept in this browser tab; the server does not answer to fill it in. Reload the page once it does.',
    );
  }
}

function offerToDiscard(form, isOlder) {
  const changed =
    'This has been changed meanwhile: send it, and what stands now is shown before anything is replaced.';
  const notice = noticeBefore(
    form,
    `What you typed is back: this browser tab had kept it. ${isOlder ? changed : ''}`,
  );
  addButton(notice, 'Discard it', async () => {
    const kept = wordsOf(form);
    const key = { key: keyOf(form), owner: ownerOf(form) };
    forgetInTab(key.key);
    // Gets the form as the server has it, and offers a way back.
    let fresh = null;
    try {
      const page = pageOf(await (await fetch(location.href)).text());
      fresh =
        [...(page?.querySelectorAll('main form') ?? [])].find((each) => keyOf(each) === key.key) ?? null;
    } catch {
      // Then the form is reset as far as the browser can.
    }
    if (fresh) form.replaceWith(document.adoptNode(fresh));
    else form.reset();
    const present = fresh ?? form;
    const undo = noticeBefore(present, 'What you typed is discarded.');
    addButton(undo, 'Bring it back', () => {
      keepInTab({ ...key, path: null, fields: kept });
      restore(present);
    }).focus();
  });
}

/** Replaces the single notice before the form. */
function noticeBefore(form, text) {
  document.querySelector('#kept-notice')?.remove();
  const notice = document.createElement('div');
  notice.id = 'kept-notice';
  notice.className = 'notice';
  notice.setAttribute('role', 'status');
  const words = document.createElement('p');
  words.textContent = `${text.trim()} `;
  notice.append(words);
  form.before(notice);
  return notice;
}

function addButton(notice, label, act) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link-button';
  button.textContent = label;
  button.addEventListener('click', act);
  notice.firstChild.append(button);
  return button;
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!isKept(form)) return;
  event.preventDefault();
  if (form.getAttribute('aria-busy') === 'true') return;
  const fields = new URLSearchParams(new FormData(form));
  const button = event.submitter;
  if (button?.name) fields.append(button.name, button.value);
  const isInTab = keep(form);
  form.setAttribute('aria-busy', 'true');
  say(form, 'Sending…');
  try {
    const answer = await post(form, fields, button);
    if (answer.status === 204) return leaveFor(form, answer.headers.get('location'));
    const page = pageOf(await answer.text());
    if (page) show(page, keyOf(form), button?.value ?? '');
    else unsent(form, `The server answers with an error (${answer.status}).`, isInTab);
  } catch {
    unsent(form, 'The server does not answer.', isInTab);
  }
  form.removeAttribute('aria-busy');
});

/** With this header, the server says where a form leads instead of redirecting. */
function post(form, fields, button) {
  return fetch(button?.getAttribute('formaction') ?? form.getAttribute('action'), {
    method: 'POST',
    body: fields,
    headers: { 'X-Sent-By': 'script' },
  });
}

/** The server has accepted the form. */
function leaveFor(form, target) {
  forgetInTab(keyOf(form));
  const { pathname, search } = new URL(target, location.href);
  const isHere = pathname === location.pathname && search === location.search;
  location.assign(target);
  // If only the fragment differs, browsers just scroll.
  if (isHere) location.reload();
}

/** The page if it is one of ours; null for what a proxy in front of the server answers. */
function pageOf(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return page.querySelector('main#main') ? page : null;
}

/** Shows the server's answer in place of this page: the form with what has to be corrected, or with another row. */
function show(page, key, act) {
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  const form = formsOf().find((each) => keyOf(each) === key);
  if (form) keep(form);
  const row = act.startsWith('add.') ? [...document.querySelectorAll('fieldset.row')].at(-1) : null;
  const first = row?.querySelector('input:not([type=hidden]), select, textarea');
  (first ?? document.querySelector('#problems, [autofocus]') ?? document.querySelector('main')).focus();
}

function unsent(form, text, isInTab) {
  const where = isInTab
    ? 'What you typed is kept in this browser tab only.'
    : 'What you typed is kept nowhere but on this page: do not close it.';
  say(form, `${text} ${where} Send it again once the server answers.`);
}

/** Shows it below the form. */
function say(form, text) {
  let state = form.querySelector('.form-state');
  if (!state) {
    state = document.createElement('p');
    state.className = 'quiet form-state';
    state.setAttribute('role', 'status');
    form.append(state);
  }
  state.textContent = text;
}

start();
