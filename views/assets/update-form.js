// Makes the form of an update or a proposed correction quicker: what is typed is saved as a draft, what the server says of it appears beside it,
// long lists can be searched, and buttons have keys. Without this script, every button does the same by itself.
import { forget, isBusy, keep, keptOf, pageOf, ready, say, whereKept } from './kept-forms.js';
import { searchable } from './picker.js';

const pause = 800;
/** Fields of which the server has something to say: a date in words, what fits nothing, what stands now. */
const asking = 'select, input[list], [name$=ate]';

let form = null;
let timer;
/** True if the server has not confirmed what was typed. */
let isTouched = false;
/** True if the server shall say something of it. */
let isAsked = false;
let hasFailed = false;

function start() {
  form = document.querySelector('#update-form');
  clearTimeout(timer);
  isTouched = isAsked = false;
  if (!form) return;
  document.querySelector('#keys')?.removeAttribute('hidden');
  makeSearchable();
  if (keptOf(form)) touch();
}

function makeSearchable() {
  for (const select of form.querySelectorAll('select:not([hidden])')) searchable(select);
}

document.addEventListener('shown', start);

document.addEventListener('input', ({ target }) => {
  if (form?.contains(target)) touch();
});

document.addEventListener('change', ({ target }) => {
  if (!form?.contains(target) || !target.matches(asking)) return;
  isAsked = true;
  touch(pause / 4);
});

/** What was typed is saved at the next pause. */
function touch(wait = pause) {
  isTouched = true;
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

/** One after the other, as each builds on the revision before. */
function save() {
  form.saving = Promise.resolve(form.saving).then(saveNow);
  return form.saving;
}

async function saveNow() {
  if (!isTouched) return;
  if (isBusy(form)) return touch();
  const saved = form;
  isTouched = false;
  try {
    const { key, revision, page } = await sent(isAsked ? 'show' : 'save');
    if (form !== saved) return;
    hasFailed = false;
    // Over what another tab has saved it is a draft of its own.
    if (form.elements.key.value !== key) forget(form);
    form.dataset.keptAs = key;
    form.elements.key.value = key;
    form.elements.revision.value = revision;
    history.replaceState(null, '', `${form.dataset.path}?draft=${key}`);
    if (isTouched) return;
    forget(form);
    if (page) take(page);
    const time = new Date().toTimeString().slice(0, 5);
    say(form, `Kept as a draft. The server has all that stood here at ${time}.`);
  } catch ({ refusal = 'The server does not answer.' }) {
    hasFailed = true;
    say(form, `Not kept on the server yet: ${refusal} ${whereKept(form)} It is tried again.`);
    touch(pause * 5);
  }
}

/** Shows what the server says about what was typed, except where somebody is. */
function take(page) {
  isAsked = false;
  const focused = document.activeElement;
  const partOf = (element) => element?.closest('.remarks, .lacking') ?? element?.closest('.field');
  for (const said of page.querySelectorAll('.remarks, select, [name$=ate]')) {
    const own = partOf(document.getElementById(said.id));
    const isOn = own?.contains(focused) && !(focused.options && said.closest('.lacking'));
    if (own && !isOn) own.replaceWith(partOf(said));
  }
  makeSearchable();
  if (!focused.isConnected) document.getElementById(focused.id)?.focus();
}

const refusals = {
  401: 'Your session has ended. Sign in again in another tab.',
  403: 'The form does not belong to your session any more.',
  503: 'The server can keep nothing at the moment.',
};

function fieldsWith(act) {
  const fields = new URLSearchParams(new FormData(form));
  fields.append('do', act);
  return fields;
}

/** Where the server has saved the form, with its page if it was asked. Throws why it did not. */
async function sent(act, isSecond = false) {
  const answer = await fetch(form.action, { method: 'POST', body: fieldsWith(act) });
  const { ok, status } = answer;
  if (ok && act === 'save') return answer.json();
  const page = pageOf(await answer.text());
  const shown = page?.querySelector('#update-form')?.elements;
  if (ok && shown) return { key: shown.key.value, revision: shown.revision.value, page };
  // After signing in again in another tab there is a new token.
  if (status === 403 && !isSecond && (await renewToken())) return sent(act, true);
  throw { refusal: refusals[status] ?? `The server answers with an error (${status}).` };
}

async function renewToken() {
  const page = pageOf(await (await fetch(form.dataset.path)).text());
  const other = page?.querySelector('#update-form');
  // Whoever else has signed in here gets none of it.
  if (!other || page.body.dataset.owner !== document.body.dataset.owner) return false;
  form.elements.csrf.value = other.elements.csrf.value;
  return true;
}

document.addEventListener('keydown', (event) => {
  const { altKey, ctrlKey, metaKey, code, key, target } = event;
  if (altKey && !ctrlKey && !metaKey) {
    // Where letters are not Latin, the key counts by its place.
    const letters = [key, code.replace('Key', '')].map((each) => `Alt+${each.toUpperCase()}`);
    const buttons = [...document.querySelectorAll('[aria-keyshortcuts]')];
    const pressed = buttons.find((each) => letters.includes(each.getAttribute('aria-keyshortcuts')));
    if (!pressed) return;
    event.preventDefault();
    // The field that is left hears of it first.
    document.activeElement?.blur();
    return pressed.click();
  }
  const keys = document.querySelector('#keys');
  if (key !== '?' || !keys || target.closest('input, select, textarea')) return;
  keys.open = true;
  keys.querySelector('summary').focus();
});

// A tab that is closed sends what it has; if that could not be saved, the browser asks first.
addEventListener('beforeunload', (event) => {
  if (!form || !isTouched || isBusy(form)) return;
  keep(form);
  navigator.sendBeacon(form.action, fieldsWith('save'));
  if (hasFailed) event.preventDefault();
});

await ready;
start();
