// Makes the form of an update, and that of a proposed correction, quicker: rows are added and removed in place, what is typed is saved as a draft, and long
// lists can be searched by typing. Without this script, every button does the same by itself.
import { forgetInTab, forgetSent, keepInTab, keptInTab } from './kept-in-tab.js';
import { searchable } from './picker.js';

const pause = 800;

let form = document.querySelector('#update-form');
let timer;
let saving = Promise.resolve();
/** True if something was typed that the server has not confirmed. */
let isTouched = false;
/** Why the server could not save it the last time; null if it did. */
let failure = null;
let isLeaving = false;

async function start() {
  showKeys();
  const changed = [...form.elements].filter(isChanged);
  const isRestored = await restore(changed);
  for (const select of form.querySelectorAll('select')) searchable(select);
  const isElsewhere =
    location.hash || document.querySelector('#problems') || form.contains(document.activeElement);
  if (!isElsewhere && form.elements.headline?.value === '')
    form.querySelector('[name="sources.0.url"]')?.focus();
  if (changed.length > 0 && !isRestored) touch();
}

/** The list of keys, which only the form of an update has: they work with this script only. */
function showKeys() {
  const keys = document.querySelector('#keys');
  if (keys) keys.hidden = false;
}

/** Whether the field differs from what the server sent: on a slow line, editors type before this script is loaded. */
function isChanged(field) {
  if (field.options) {
    const sent = [...field.options].findIndex(({ defaultSelected }) => defaultSelected);
    return field.selectedIndex !== Math.max(sent, 0);
  }
  return 'defaultValue' in field && field.type !== 'hidden' && field.value !== field.defaultValue;
}

/** Puts back what this tab has kept of the form, if the server did not get it; true if something was put back. */
async function restore(changed) {
  const { key, csrf } = form.elements;
  forgetSent(key.value);
  // A form that the server gives back has everything that was sent to it; only an opened one has the draft’s address.
  if (!location.search.includes('draft=')) {
    forgetInTab(key.value);
    return false;
  }
  const kept = keptInTab({ key: key.value, owner: document.body.dataset.owner });
  if (kept === null) return false;
  for (const { name, value } of changed) kept.set(name, value);
  kept.set('csrf', csrf.value);
  form.inert = true;
  try {
    replaceForm(await shown('show', kept));
    forgetInTab(key.value);
    say('What this tab had kept is back, and on the server as a draft.');
    return true;
  } catch (error) {
    for (const [name, value] of kept) {
      const field = form.elements[name];
      if (field && name !== 'csrf' && name !== 'do' && 'value' in field) field.value = value;
    }
    form.inert = false;
    isTouched = true;
    fail(error);
    return true;
  }
}

document.addEventListener('input', (event) => {
  if (form.contains(event.target)) touch();
});

/** Notes that something was typed; it is saved at the next pause. */
function touch() {
  isTouched = true;
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

/** The fields after which the server may have something to say about the row, and those that it shows in words. */
const asking = /\.(party|accountBy|demand|speaker)$/;
const dates = /\.(date|publishedDate|accessedDate)$/;

// Beside a chosen party and demand the form shows what readers see now, and whether a colleague is working on it; below
// a list that lacks something, what is needed to create that.
document.addEventListener('change', ({ target }) => {
  const row = form.contains(target) && target.closest('fieldset.row');
  const name = target.name || target.id.replace(/^field-/, '.').replaceAll('-', '.');
  if (row && dates.test(name)) return ask((page) => understand(target, page));
  if (!row || !asking.test(name)) return;
  ask((page) => {
    for (const fieldset of form.querySelectorAll('fieldset.row')) remarkOn(fieldset, page);
    showCreations(page);
  });
});

/** Saves the form and takes from the page that answers what the server says. */
function ask(take) {
  clearTimeout(timer);
  saving = saving.then(async () => {
    isTouched = false;
    try {
      const page = await shown('show');
      for (const field of ['key', 'revision']) {
        form.elements[field].value = page.querySelector(`[name=${field}]`).value;
      }
      history.replaceState(null, '', `${form.dataset.path}?draft=${form.elements.key.value}`);
      kept();
      take(page);
    } catch (error) {
      isTouched = true;
      fail(error);
    }
  });
}

document.addEventListener('keydown', (event) => {
  const { altKey, ctrlKey, metaKey, code, key, target } = event;
  if (altKey && !ctrlKey && !metaKey) {
    // Where letters are not Latin, the key counts by its place.
    const letters = [key, code.replace('Key', '')].map((each) => `Alt+${each.toUpperCase()}`);
    const pressed = [...form.querySelectorAll('[aria-keyshortcuts]')].find((button) =>
      letters.includes(button.getAttribute('aria-keyshortcuts')),
    );
    if (pressed) event.preventDefault();
    // The field that is left hears of it first, as if the button had been clicked.
    if (pressed) document.activeElement?.blur();
    return pressed?.click();
  }
  if (key !== '?' || target.closest('input, select, textarea')) return;
  const keys = document.querySelector('#keys');
  if (!keys) return;
  keys.open = true;
  keys.querySelector('summary').focus();
});

/** Shows a date as the server has understood it, unless somebody is typing there again. */
function understand(field, page) {
  const said = page.querySelector(`#${field.id}`);
  if (said && field !== document.activeElement) field.closest('.field').replaceWith(said.closest('.field'));
}

/** Shows at a row what the server says about it. */
function remarkOn(row, page) {
  const remarks = ':scope > .standing, :scope > .warning';
  const said = page.querySelector(`#${row.id}`)?.querySelectorAll(remarks) ?? [];
  for (const remark of row.querySelectorAll(remarks)) remark.remove();
  row.querySelector(':scope > .row-fields').before(...said);
}

/** Shows below each list what is needed to create what it lacks, except where somebody is typing that. */
function showCreations(page) {
  const isTypedInto = (block) => block.contains(document.activeElement);
  for (const block of form.querySelectorAll('.creation')) if (!isTypedInto(block)) block.remove();
  for (const block of page.querySelectorAll('.creation')) {
    if (document.getElementById(block.id)) continue;
    listOf(block).closest('.field').after(block);
    for (const select of block.querySelectorAll('select')) searchable(select);
  }
}

const listOf = (block) => document.getElementById(block.id.replace('create-', ''));

document.addEventListener('submit', async (event) => {
  if (isLeaving) return;
  if (event.target !== form) return leaveBy(event);
  event.preventDefault();
  const button = event.submitter;
  clearTimeout(timer);
  await saving;
  // While a form is being submitted it cannot be submitted again until the event is over.
  await new Promise((resolve) => setTimeout(resolve));
  const act = button?.value ?? '';
  if (/^(add|again|remove|show|create)/.test(act)) return showRows(button);
  if (failure?.isAway) await save();
  if (failure?.isAway)
    return say(`${failure.text} Nothing was sent. ${whereKept()} Send it again once the server answers.`);
  isLeaving = true;
  form.requestSubmit(button);
  // Whoever returns with the browser’s back button can continue to type.
  setTimeout(() => {
    isLeaving = false;
  }, 2000);
});

/** Another form of the page, such as that to sign out: first the server gets what was typed. */
async function leaveBy(event) {
  if (!isTouched) return;
  event.preventDefault();
  clearTimeout(timer);
  await save();
  event.target.submit();
}

// A tab that is closed or left sends what it has. Somebody who returns at once may be faster than that, so until then
// the tab keeps it as well. If it could not be saved, the browser asks first, because it would go with the tab.
addEventListener('beforeunload', (event) => {
  if (!isTouched) return;
  const fields = fieldsWith('save');
  remember(fields);
  if (isLeaving) return;
  navigator.sendBeacon(form.action, fields);
  if (failure) event.preventDefault();
});

function remember(fields = fieldsWith('save')) {
  return keepInTab({
    key: form.elements.key.value,
    owner: document.body.dataset.owner,
    path: form.dataset.path,
    fields,
  });
}

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
      const answer = await sent(fieldsWith('save'));
      const { key, revision } = await answer.json();
      const before = form.elements.key.value;
      form.elements.revision.value = revision;
      form.elements.key.value = key;
      forgetInTab(before);
      kept();
      if (key !== before || !location.search.includes(key))
        history.replaceState(null, '', `${form.dataset.path}?draft=${key}`);
    } catch (error) {
      isTouched = true;
      fail(error);
    }
  });
  return saving;
}

/** Says that the server has everything typed so far. */
function kept() {
  failure = null;
  if (isTouched) return;
  const now = new Date();
  const time = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
  say(`Kept as a draft. The server has all that stood here at ${time}.`);
}

/** Says why the server could not save it, and where it is meanwhile. */
function fail({ text = 'The server does not answer.', isAway = true }) {
  failure = { text, isAway };
  say(`Not kept on the server yet: ${text} ${whereKept()} It is tried again.`);
  clearTimeout(timer);
  timer = setTimeout(save, pause * 5);
}

function whereKept() {
  return remember()
    ? 'What you typed is kept in this browser tab only.'
    : 'What you typed is kept nowhere but on this page: do not close it.';
}

function say(text) {
  const state = document.querySelector('#draft-state');
  if (state && state.textContent !== text) state.textContent = text;
}

const refusals = {
  401: 'Your session has ended. Sign in again in another tab.',
  403: 'The form does not belong to your session any more.',
  413: 'The form is larger than the server takes.',
  503: 'The server can keep nothing at the moment.',
};

/** The answer to the fields; throws, with a text to show, if they were not accepted. */
async function sent(fields, isSecond = false) {
  const answer = await fetch(form.action, { method: 'POST', body: fields });
  // What is refused (422) comes back with its problems.
  if (answer.ok || answer.status === 422) return answer;
  // After signing in again in another tab there is a new token.
  if (answer.status === 403 && !isSecond && (await renewToken())) {
    fields.set('csrf', form.elements.csrf.value);
    return sent(fields, true);
  }
  const text = refusals[answer.status] ?? `The server answers with an error (${answer.status}).`;
  throw Object.assign(new Error(text), { text, isAway: false });
}

async function renewToken() {
  const answer = await fetch(form.dataset.path);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const other = page.querySelector('#update-form');
  // Somebody else who has signed in here must not get any of it.
  if (!other || page.body.dataset.owner !== document.body.dataset.owner) return false;
  form.elements.csrf.value = other.elements.csrf.value;
  return true;
}

/** Adds or removes a row, or shows the present positions, and keeps the editor's place. */
async function showRows(button) {
  const { value } = button;
  const [, list, at] = /^create\.(\w+)\.(\d+)$/.exec(value) ?? [];
  const { name: focusedName, id } = document.activeElement ?? {};
  const focused = list ? `field-stances-${at}-${list}` : focusedName || id;
  const before = fieldsWith(value);
  isTouched = false;
  let page;
  try {
    page = await shown(value, before);
  } catch (error) {
    isTouched = true;
    if (error.isAway ?? true) return fail(error);
    // The browser does it without the script, and shows what went wrong.
    remember();
    isLeaving = true;
    form.requestSubmit(button);
    return;
  }
  const [, act, kind = 'stances', index] = /^(add|again|remove)(?:\.(\w+))?(?:\.(\d+))?$/.exec(value) ?? [];
  // What was typed while the answer was on its way. After a removal, later rows have other names.
  const meanwhile = [...fieldsWith(value)].filter(
    ([name, text]) => act !== 'remove' && !before.getAll(name).includes(text),
  );
  replaceForm(page);
  for (const [name, text] of meanwhile) if (form.elements[name]) form.elements[name].value = text;
  for (const select of form.querySelectorAll('select')) searchable(select);
  kept();
  if (meanwhile.length > 0) touch();
  const rows = act ? [...form.querySelectorAll(`fieldset[id^=${kind}-]`)] : [];
  const row = act === 'remove' ? rows[Math.min(Number(index), rows.length - 1)] : rows.at(-1);
  const creation = document.getElementById(`create-${focused}`);
  const fields = [
    ...((row ?? creation)?.querySelectorAll('input:not([type=hidden]), select:not([hidden]), textarea') ??
      []),
  ];
  const isLeft = (each) => each.hasAttribute('aria-required') && !each.value;
  const isNext = (each) => !each.value || each.hasAttribute('aria-invalid');
  const field = fields.find(act === 'again' ? isLeft : creation ? isNext : Boolean) ?? fields[0];
  const same = focused && (form.querySelector(`[name="${focused}"]`) ?? document.getElementById(focused));
  (field ?? same ?? form).focus();
}

/** Replaces the form by that of another page. */
function replaceForm(page) {
  document.querySelector('main').replaceChildren(...page.querySelector('main').childNodes);
  form = document.querySelector('#update-form');
  showKeys();
  history.replaceState(null, '', `${form.dataset.path}?draft=${form.elements.key.value}`);
}

/** The page with which the server answers, containing everything typed. */
async function shown(act, fields = fieldsWith(act)) {
  fields.set('do', act);
  const answer = await sent(fields);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (page.querySelector('#update-form')) return page;
  throw Object.assign(new Error('No form came back.'), {
    text: 'The server answers with another page.',
    isAway: false,
  });
}

start();
