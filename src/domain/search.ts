/** Words longer than any name, and more of them than anybody types, are left out. */
const mostWords = 12;
const longestWord = 60;

/**
 * What a reader typed as a question to the full-text index: every word has to be there, the last one may be begun.
 * Any input is safe: only letters and digits remain. Null where nothing remains.
 */
export function searchQuery(text: string): string | null {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const quoted = words.slice(0, mostWords).map((word) => `"${word.slice(0, longestWord)}"`);
  return quoted.length === 0 ? null : `${quoted.join(' ')}*`;
}

/** A part of a text, and whether it is what was searched for. */
export interface MarkedPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Words shown before the first match of an excerpt, and in all. */
const wordsBefore = 8;
const wordsShown = 40;

/** The text around its first match, every match marked; its beginning where nothing in it matches. */
export function excerptOf(text: string, typed: string): MarkedPart[] {
  const isMatch = matcherOf(typed);
  const pieces = text.split(wordShape).filter((piece) => piece !== '');
  const words = pieces.flatMap((piece, index) => (isWord(piece) ? [index] : []));
  const first = words.findIndex((index) => isMatch(pieces[index] as string));
  const start = Math.max(first - wordsBefore, 0);
  const from = start === 0 ? 0 : (words[start] as number);
  const to = words[start + wordsShown] ?? pieces.length;
  const parts = pieces
    .slice(from, to)
    .map((piece) => ({ text: piece, isMatch: isWord(piece) && isMatch(piece) }));
  return joined([...ellipsis(from > 0), ...parts, ...ellipsis(to < pieces.length)]);
}

const wordShape = /([\p{L}\p{N}\p{M}]+)/u;

function isWord(piece: string): boolean {
  return wordShape.test(piece);
}

/** As the index matches: whatever its case and diacritics, the last word as a beginning. */
function matcherOf(typed: string): (word: string) => boolean {
  const wanted = (typed.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map(folded);
  const last = wanted.at(-1);
  return (word) => {
    const found = folded(word);
    return wanted.includes(found) || (last !== undefined && found.startsWith(last));
  };
}

function folded(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
}

function ellipsis(isCut: boolean): MarkedPart[] {
  return isCut ? [{ text: '…', isMatch: false }] : [];
}

function joined(parts: readonly MarkedPart[]): MarkedPart[] {
  const whole: MarkedPart[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (last && !last.isMatch && !part.isMatch)
      whole[whole.length - 1] = { ...last, text: last.text + part.text };
    else whole.push(part);
  }
  return whole;
}
