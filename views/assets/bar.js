// Under the title of a page: a button beside everything that can be copied, and one fold open at a time, which Escape or
// a press beside it closes.

const said = document.createElement('p');
said.className = 'visually-hidden';
said.setAttribute('role', 'status');
document.body.append(said);

/** A link is copied as the address that it leads to. */
const textOf = (element) => (element.href ?? element.value ?? element.textContent).trim();

/** On a page without TLS there is no clipboard: what is to be copied is selected, and the browser asked to. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(textOf(element));
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = textOf(element);
    field.readOnly = true;
    field.className = 'visually-hidden';
    element.after(field);
    field.select();
    const isCopied = document.execCommand('copy');
    field.remove();
    return isCopied;
  }
}

for (const element of document.querySelectorAll('[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy ${element.dataset.copy}`);
  button.addEventListener('click', async () => {
    const isCopied = await copy(element);
    button.textContent = isCopied ? 'Copied' : 'Select it and copy it';
    said.textContent = button.textContent;
    button.focus();
    setTimeout(() => {
      button.textContent = 'Copy';
      said.textContent = '';
    }, 3000);
  });
  element.after(button);
}

const folds = [...document.querySelectorAll('.fold, .section-more details')];
const closeBut = (target) => {
  for (const fold of folds) if (fold.open && !fold.contains(target)) fold.open = false;
};

document.addEventListener('click', ({ target }) => closeBut(target));
document.addEventListener('focusin', ({ target }) => closeBut(target));
document.addEventListener('keydown', ({ key, target }) => {
  const open = key === 'Escape' && folds.find((fold) => fold.open && fold.contains(target));
  if (!open) return;
  open.open = false;
  open.querySelector('summary').focus();
});
