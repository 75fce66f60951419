// A field before a long list of choices that understands what is typed: a value, a code, a label or any of its words.
// An exact word wins; what fits none or several is marked and kept, and the server says the same.

const longList = 8;
/** The last choice of a list that offers to make what it lacks; only its own words mean it. */
const isNotListed = ({ value }) => value === 'not-listed';
/** Only for what is typed here; the server compares again by its own rules. */
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
    ({ words: own }) => words.length > 0 && words.every((word) => own.includes(word)),
    ({ label }) => label.includes(text),
  ];
  for (const rule of rules) {
    const found = choices.filter(rule);
    if (found.length > 0) return found.map(({ option }) => option);
  }
  return [];
}

/** Puts the field before the list; the list itself is hidden, and is what is sent. */
export function searchable(select) {
  const offered = [...select.options].filter(({ value }) => value !== '');
  const isUnfitting = select.getAttribute('aria-invalid') === 'true' && offered.at(-1)?.selected;
  const kept = isUnfitting && offered.at(-1).value === offered.at(-1).label ? offered.pop() : null;
  if (offered.filter((option) => !isNotListed(option)).length <= longList) return;
  const further = new Map(
    (select.dataset.words ?? '').split('\n').map((line) => [line.split('\t')[0], line.split('\t')]),
  );
  const choices = offered.map((option) => ({
    option,
    label: isNotListed(option) ? '' : plain(option.label),
    words: isNotListed(option) ? [] : wordsOf(option.label),
    // Nobody types ids of the database.
    exact: [option.label, option.value, ...(further.get(option.value) ?? [])]
      .filter((each) => each !== option.value || !/^\d+$/.test(each))
      .map(plain),
  }));
  const list = document.createElement('datalist');
  list.id = `${select.id}-list`;
  for (const { label } of offered) list.append(new Option(label, label));
  const input = document.createElement('input');
  input.type = 'text';
  input.autocomplete = 'off';
  input.setAttribute('list', list.id);
  input.placeholder = select.options[0]?.value === '' ? select.options[0].label : '';
  for (const name of ['aria-describedby', 'aria-invalid', 'aria-required']) {
    const value = select.getAttribute(name);
    if (value) input.setAttribute(name, value);
  }
  input.value = select.selectedOptions[0]?.value ? select.selectedOptions[0].label : '';
  const { id } = select;
  select.id = `${id}-select`;
  select.hidden = true;
  input.id = id;
  select.before(input, list);
  // What fits nothing is sent as it was typed.
  const typedOption = kept ?? new Option('', '');
  if (!kept) typedOption.disabled = true;
  select.append(typedOption);

  const choose = () => {
    const typed = input.value.trim();
    const found = typed === '' ? [] : fitting(choices, typed);
    if (found.length === 1 || typed === '') select.value = found[0]?.value ?? '';
    else {
      typedOption.disabled = false;
      typedOption.value = typed;
      typedOption.label = typed;
      typedOption.selected = true;
    }
    return { typed, found };
  };
  input.addEventListener('input', choose);
  // On leaving the field, what fits a single choice is completed.
  input.addEventListener('change', () => {
    const { typed, found } = choose();
    if (found.length === 1) input.value = found[0].label;
    mark(input, typed === '' || found.length === 1 ? null : unfittingText(typed, found));
  });
}

function unfittingText(typed, found) {
  if (found.length === 0) return `Nothing here fits “${typed}”. Choose one of the list.`;
  const named = found.slice(0, 4).map(({ label }) => label);
  const more = found.length > 4 ? ` and ${found.length - 4} more` : '';
  return `“${typed}” fits several: ${named.join('; ')}${more}. Choose one of them.`;
}

/** Shows at the field what is wrong with it, in place of the server's message; null removes the message. */
function mark(input, text) {
  const id = `${input.id}-error`;
  document.getElementById(id)?.remove();
  const described = (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((each) => each && each !== id);
  if (text !== null) {
    const message = document.createElement('p');
    message.className = 'field-error';
    message.id = id;
    message.textContent = text;
    message.setAttribute('role', 'status');
    input.after(message);
    described.push(id);
    input.setAttribute('aria-invalid', 'true');
  } else input.removeAttribute('aria-invalid');
  if (described.length > 0) input.setAttribute('aria-describedby', described.join(' '));
  else input.removeAttribute('aria-describedby');
}
