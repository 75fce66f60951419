// A field before a long list of choices that understands what is typed: a value, a code, a label or any of its words.
// An exact word wins; what fits none or several is sent as it was typed, and marked by the server.

const longList = 9;
/** The server compares again, by its own rules. */
const plain = (text) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[−–]/g, '-')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The choices that fit what was typed, by the first rule that finds any. */
function fitting(choices, typed) {
  const text = plain(typed);
  const words = wordsOf(typed);
  const rules = [
    ({ exact }) => exact.includes(text),
    ({ own }) => words.length > 0 && words.every((word) => own.includes(word)),
    ({ label }) => label.includes(text),
  ];
  return rules.map((rule) => choices.filter(rule)).find(({ length }) => length > 0) ?? [];
}

/** Puts the field before the list; the list itself is hidden, and is what is sent. */
export function searchable(select) {
  const { id } = select;
  const offered = [...select.options].filter(({ value }) => value);
  const last = offered.at(-1);
  // Words that fit nothing, as the server gives them back.
  const isUnfitting = select.getAttribute('aria-invalid') && last?.selected && last.value === last.label;
  const typed = isUnfitting ? offered.pop() : new Option();
  if (offered.length <= longList) return;
  const further = (select.dataset.words ?? '').split('\n').map((line) => line.split('\t'));
  const choices = offered.map(({ value, label }) => ({
    value,
    text: label,
    label: plain(label),
    own: wordsOf(label),
    // Nobody types ids of the database.
    exact: [
      label,
      ...(/^\d+$/.test(value) ? [] : [value]),
      ...(further.find(([of]) => of === value) ?? []),
    ].map(plain),
  }));
  const list = document.createElement('datalist');
  list.id = `${id}-list`;
  list.append(...offered.map(({ label }) => new Option(label, label)));
  const input = document.createElement('input');
  for (const { name, value } of select.attributes)
    if (name.startsWith('aria-')) input.setAttribute(name, value);
  input.type = 'text';
  input.autocomplete = 'off';
  input.setAttribute('list', list.id);
  input.placeholder = select.options[0].value ? '' : select.options[0].label;
  input.value = select.value && select.selectedOptions[0].label;
  select.before(input, list);
  select.id = `${id}-select`;
  input.id = id;
  select.hidden = true;

  const choose = () => {
    const words = input.value.trim();
    const found = words ? fitting(choices, words) : [];
    if (found.length === 1 || !words) select.value = found[0]?.value ?? '';
    else {
      typed.value = typed.label = words;
      select.append(typed);
      typed.selected = true;
    }
    return found;
  };
  input.addEventListener('input', choose);
  // On leaving the field, what fits a single choice is completed.
  input.addEventListener('change', () => {
    const [only, other] = choose();
    if (only && !other) input.value = only.text;
  });
}
