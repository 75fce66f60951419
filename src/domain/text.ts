/**
 * What no text that somebody gives may contain: unpaired surrogates, noncharacters, control characters other than tabs
 * and line breaks, and characters that invisibly change a text (bidirectional overrides and isolates, zero-width spaces
 * and joiners, soft hyphens).
 */
const takenOut =
  /[^\P{Cc}\t\n]|[\p{Cs}\p{Noncharacter_Code_Point}\u00AD\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

const plain = /^[\t\n -~]*$/;

/**
 * Text of several lines as it is recorded and printed: in NFC, with `\n` as line break, without the characters above.
 */
export function cleanText(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(/\r\n?/g, '\n').replace(takenOut, '').normalize('NFC');
}

/** A name or an address, cleaned as text is; every run of white space becomes one space, with none at the ends. */
export function cleanName(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Invisible characters: joiners, direction marks, variation selectors, fillers. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const apostrophes = /[`´ʹʻʼʽʾʿ‘’‛′՚׳ꞌꞋ]/g;
const marksOfLetters = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;
/** Tatweel, Hebrew points, Arabic harakat and recitation marks; not hamza and madda, which make another letter. */
const pointsAndVowels =
  /\u0640|(?![\u0653-\u0655])(?=[\p{Script=Hebrew}\p{Script_Extensions=Arabic}])\p{M}/gu;

const spelling: Readonly<Record<string, string>> = {
  ς: 'σ',
  ł: 'l',
  đ: 'd',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  // The vowel AM of Thai and Lao, which NFKD splits, is kept as the single letter that dictionaries know.
  '\u0E4D\u0E32': '\u0E33',
  '\u0ECD\u0EB2': '\u0EB3',
};
const spelt = new RegExp(Object.keys(spelling).join('|'), 'g');

/**
 * The form in which words and names are compared and found: without differences of case, marks, width, apostrophes and
 * white space. Marks of other scripts distinguish words and stay. The same in every locale.
 */
export function fold(text: string): string {
  return cleanText(text)
    .replace(invisible, '')
    .replace(apostrophes, "'")
    .normalize('NFKD')
    .replace(apostrophes, "'")
    .toUpperCase()
    .toLowerCase()
    .replace(marksOfLetters, '$1')
    .replace(pointsAndVowels, '')
    .replace(spelt, (letter) => spelling[letter] as string)
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC');
}

const wordShape = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** A character of a script that puts no spaces between words. */
export const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
/** The same with its marks. */
const unspacedLetter = new RegExp(`${unspaced.source}\\p{M}*`, 'u');
const unspacedLetters = new RegExp(`(${unspacedLetter.source})`, 'u');
const runs = new RegExp(`(?:${unspacedLetter.source})+|(?:(?!${unspacedLetter.source}).)+`, 'gu');
/** With its dictionaries, which few texts need. */
let dictionaries: Intl.Segmenter | null = null;

function segmenter(): Intl.Segmenter {
  dictionaries ??= new Intl.Segmenter('en', { granularity: 'word' });
  return dictionaries;
}

/** The words of a text, folded. Where a script puts no spaces between words, a dictionary separates them. */
export function wordsOf(text: string): string[] {
  return runsOf(text).flatMap((run) =>
    unspacedLetter.test(run) ? [...segmenter().segment(run)].map(({ segment }) => segment) : [run],
  );
}

/**
 * The words in pieces that do not depend on their neighbours, as an index needs. In a script without spaces that is
 * each letter, because a dictionary may cut a word differently among other words.
 */
export function piecesOf(text: string): string[] {
  return runsOf(text).flatMap((run) => (unspacedLetter.test(run) ? lettersOf(run) : [run]));
}

/** A text, unfolded, split so that each letter of such scripts is by itself. */
export function lettersOf(text: string): string[] {
  return text.split(unspacedLetters).filter((part) => part !== '');
}

function runsOf(text: string): string[] {
  const words: string[] = fold(text).match(wordShape) ?? [];
  return words.flatMap((word) => (unspacedLetter.test(word) ? (word.match(runs) ?? []) : [word]));
}

/** Its beginning, cut between words if it is longer than that. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const begun = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
  const between = begun.lastIndexOf(' ');
  return `${begun.slice(0, between > 0 ? between : undefined).trimEnd()}…`;
}
