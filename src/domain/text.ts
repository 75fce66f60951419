/**
 * What no text of people may hold: unpaired surrogates, noncharacters, control characters but tabs and line breaks,
 * and what changes a text unseen (bidirectional overrides and isolates, zero-width spaces and joiners, soft hyphens).
 */
const takenOut =
  /[^\P{Cc}\t\n]|[\p{Cs}\p{Noncharacter_Code_Point}\u00AD\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

const plain = /^[\t\n -~]*$/;

/** Text of several lines as it is recorded and printed: NFC, line breaks as `\n`, without what is taken out. */
export function cleanText(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(/\r\n?/g, '\n').replace(takenOut, '').normalize('NFC');
}

/** A name or an address, cleaned as text is: every run of white space is one space, none at the ends. */
export function cleanName(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** The fields of forms and files that may have several lines; every other one is a name, an address or a value. */
const severalLines = 'summary conditions quote quoteTranslation note confidenceNote description reason'.split(
  ' ',
);

/** A field as it is recorded, by its name in a form (`stances.0.quoteTranslation`) or a file (`quote_translation`). */
export function cleanField(name: string, text: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const field = last.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return severalLines.includes(field) ? cleanText(text).trim() : cleanName(text);
}

/** What nobody sees: joiners, direction marks, variation selectors, fillers. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const apostrophes = /[`´ʹʻʼʽʾʿ‘’‛′՚׳ꞌꞋ]/g;
const marksOfLetters = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;
/** Tatweel, Hebrew points, Arabic harakat and signs of recitation; not the hamza and madda, which make a letter. */
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
  // The vowel AM of Thai and Lao, which compatibility parts, stays the one letter that dictionaries know.
  '\u0E4D\u0E32': '\u0E33',
  '\u0ECD\u0EB2': '\u0EB3',
};
const spelt = new RegExp(Object.keys(spelling).join('|'), 'g');

/**
 * How words and names are compared and found: whatever their case, marks, width, apostrophes and white space.
 * Marks of other scripts tell words apart and stay. The same in every locale.
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
/** A letter of the scripts that put no space between words, with its marks. */
const unspacedLetter =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]\p{M}*/u;
const runs = new RegExp(`(?:${unspacedLetter.source})+|(?:(?!${unspacedLetter.source}).)+`, 'gu');
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** The words of a text, folded. A dictionary tells them apart where their script puts no space between them. */
export function wordsOf(text: string): string[] {
  return runsOf(text).flatMap((run) =>
    unspacedLetter.test(run) ? [...segmenter.segment(run)].map(({ segment }) => segment) : [run],
  );
}

/**
 * The words in pieces that depend on nothing beside them, as an index needs: of a script without spaces each letter,
 * since a dictionary cuts a word otherwise when it stands among others.
 */
export function piecesOf(text: string): string[] {
  return runsOf(text).flatMap((run) => (unspacedLetter.test(run) ? lettersOf(run) : [run]));
}

/** A text cut at the letters of such scripts, as it is written: each by itself, and what stands between them. */
export function lettersOf(text: string): string[] {
  return text.split(new RegExp(`(${unspacedLetter.source})`, 'u')).filter((part) => part !== '');
}

function runsOf(text: string): string[] {
  const words: string[] = fold(text).match(wordShape) ?? [];
  return words.flatMap((word) => (unspacedLetter.test(word) ? (word.match(runs) ?? []) : [word]));
}
