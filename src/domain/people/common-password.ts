/** Anything shorter counts as single letters. */
export const shortestWord = 3;
const longestWord = 30;

/** A password without what guessing programs vary at no cost: case, marks, spaces and punctuation. */
export function foldedPassword(text: string): string {
  // Most words of a list are folded already.
  if (/^[a-z\d]*$/.test(text)) return text;
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{P}\p{Z}\p{C}$+<=>^`|~]/gu, '');
}

/**
 * Why a password is among the first that are tried; null if it is not.
 * @param common phrases, and words that are frequent in passwords, folded
 */
export function commonPasswordProblem(password: string, common: ReadonlySet<string>): string | null {
  const plain = foldedPassword(password);
  if (repeatsItself(plain)) return guessed('it repeats itself');
  if (followsKeys(plain)) return guessed('it follows the keyboard, the alphabet or the digits');
  const spellings = [...new Set([plain, foldedPassword(spoken(password))])];
  if (common.has(password.toLowerCase()) || spellings.some((each) => isPhrase(each, common)))
    return 'This password stands on lists of common ones. Choose another.';
  if (spellings.some((each) => isFewWords(each, common)))
    return guessed('it is one or two common words; four or more make a good one');
  return null;
}

function guessed(why: string): string {
  return `This password is as easily guessed as a common one: ${why}.`;
}

const signs: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** With signs replaced by the letters that they stand for: “p@ssw0rd”. */
function spoken(password: string): string {
  return password.replace(/(?<=\p{L})[013457@$!]+(?=\p{L})/gu, (run) =>
    run.replace(/./g, (sign) => signs[sign] as string),
  );
}

/** True if it is a shorter text said at least twice, the last time perhaps cut short: “harbourharbour”. */
function repeatsItself(plain: string): boolean {
  for (let length = 1; length <= plain.length / 2; length += 1) {
    if (plain.startsWith(plain.slice(length))) return true;
  }
  return false;
}

/** Rows of keyboards, the alphabet, the digits; below, the columns of keyboards. */
const rows = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'abcdefghijklmnopqrstuvwxyz',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '147258369',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
  'абвгдежзийклмнопрстуфхцчшщъыьэюя',
];
const columns = [
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  'qaz',
  'wsx',
  'edc',
  'rfv',
  'tgb',
  'yhn',
  'ujm',
];
const ways = [...rows, ...columns].flatMap((row) => [row, Array.from(row).reverse().join('')]);
const shortestWay = 3;

/** True if at least four fifths of it run along such rows or columns, three keys or more each, or repeat one key. */
function followsKeys(plain: string): boolean {
  let covered = 0;
  for (let at = 0; at < plain.length; ) {
    const length = Math.max(sameKey(plain, at), ...ways.map((way) => lengthAlong(way, plain, at)));
    if (length >= shortestWay) covered += length;
    at += length >= shortestWay ? length : 1;
  }
  return plain.length > 0 && covered >= plain.length * 0.8;
}

function sameKey(plain: string, at: number): number {
  let end = at + 1;
  while (end < plain.length && plain[end] === plain[at]) end += 1;
  return end - at;
}

function lengthAlong(way: string, plain: string, at: number): number {
  const start = way.indexOf(plain.charAt(at));
  let length = 0;
  while (start >= 0 && start + length < way.length && way[start + length] === plain[at + length]) length += 1;
  return length;
}

/** True if it is a phrase, apart from up to a fifth of it at its ends. */
function isPhrase(plain: string, phrases: ReadonlySet<string>): boolean {
  const spare = Math.floor(plain.length / 5);
  for (let before = 0; before <= spare; before += 1) {
    for (let after = 0; before + after <= spare; after += 1) {
      if (phrases.has(plain.slice(before, plain.length - after))) return true;
    }
  }
  return false;
}

/** True if it is one or two of the words, or one and two letters, or four letters; digits do not count. */
function isFewWords(plain: string, words: ReadonlySet<string>): boolean {
  const most = 2;
  /** The lowest cost of the letters up to each place: a word costs 1, a single letter 0.5, a digit nothing. */
  const costs = [0];
  for (let end = 1; end <= plain.length; end += 1) {
    let cost = (costs[end - 1] as number) + (/\p{N}/u.test(plain.charAt(end - 1)) ? 0 : 0.5);
    for (let length = shortestWord; length <= Math.min(longestWord, end); length += 1) {
      if (words.has(plain.slice(end - length, end)))
        cost = Math.min(cost, (costs[end - length] as number) + 1);
    }
    costs.push(cost);
  }
  return (costs.at(-1) as number) <= most;
}
