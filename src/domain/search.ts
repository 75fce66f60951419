import { cleanText, fold, lettersOf, piecesOf, wordsOf } from './text.js';

/** One of the words that a reader typed: the pieces that must follow one another, the last one perhaps begun. */
export interface SearchTerm {
  readonly pieces: readonly string[];
  readonly isBegun: boolean;
}

/** So many characters may be searched for. */
export const longestSearch = 500;

/** Words held together by an apostrophe or a point, and numbers by what separates thousands, are one: “Ukraine’s”. */
const termShape =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:(?:['.]|(?<=\p{N}),(?=\p{N}))[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;

/** What a reader typed as words, each once: every one has to be there, the last may be begun. */
export function searchTerms(text: string): SearchTerm[] {
  const typed = (fold(text).match(termShape) ?? []).flatMap(termsIn);
  const last = typed.length - 1;
  const terms = typed.map((pieces, index) => ({ pieces, isBegun: index === last }));
  const keyOf = (pieces: readonly string[]) => pieces.join(' ');
  const lastOf = new Map(terms.map((term) => [keyOf(term.pieces), term]));
  return [...lastOf.values()];
}

/** A run without spaces is several words if a dictionary says so; single letters that it leaves over stay together. */
function termsIn(text: string): string[][] {
  const pieces = piecesOf(text);
  const words = wordsOf(text);
  if (words.length === pieces.length) return [pieces];
  const terms: string[][] = [];
  let wasSingle = false;
  for (const word of words) {
    const own = piecesOf(word);
    const isSingle = own.length === 1;
    if (isSingle && wasSingle) terms.at(-1)?.push(...own);
    else terms.push(own);
    wasSingle = isSingle;
  }
  return terms;
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
  const parts = partsOf(cleanText(text));
  const matched = matchesIn(parts, searchTerms(typed));
  const words = parts.flatMap(({ pieces }, index) => (pieces.length > 0 ? [index] : []));
  const first = words.findIndex((index) => matched.has(index));
  const start = Math.max(first - wordsBefore, 0);
  const from = start === 0 ? 0 : (words[start] as number);
  const to = words[start + wordsShown] ?? parts.length;
  const shown = parts.slice(from, to).map((part, index) => ({
    text: part.text,
    isMatch: matched.has(from + index),
  }));
  return joined([...ellipsis(from > 0), ...shown, ...ellipsis(to < parts.length)]);
}

interface TextPart {
  readonly text: string;
  /** The pieces by which the index knows it; none between words. */
  readonly pieces: readonly string[];
}

const partShape =
  /([\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[\p{Cf}\p{Default_Ignorable_Code_Point}]+(?=[\p{L}\p{N}\p{M}]))*)/u;

/** Words and what stands between them, in their order; each letter by itself where a script puts no spaces. */
function partsOf(text: string): TextPart[] {
  return text
    .split(partShape)
    .flatMap(lettersOf)
    .map((part) => ({ text: part, pieces: piecesOf(part) }));
}

/** The indexes of all parts that belong to a match. */
function matchesIn(parts: readonly TextPart[], terms: readonly SearchTerm[]): ReadonlySet<number> {
  const pieces = parts.flatMap((part, index) => part.pieces.map((piece) => ({ piece, index })));
  const matched = new Set<number>();
  for (const [at, { index: first }] of pieces.entries()) {
    for (const { pieces: wanted, isBegun } of terms) {
      const isMatch = wanted.every((piece, offset) => {
        const found = pieces[at + offset]?.piece;
        const mayBeBegun = isBegun && offset === wanted.length - 1;
        return found === piece || (mayBeBegun && found?.startsWith(piece));
      });
      const last = pieces[at + wanted.length - 1]?.index ?? first;
      if (isMatch) for (let index = first; index <= last; index += 1) matched.add(index);
    }
  }
  return matched;
}

function ellipsis(isCut: boolean): MarkedPart[] {
  return isCut ? [{ text: '…', isMatch: false }] : [];
}

/** Neighbours alike become one part. */
function joined(parts: readonly MarkedPart[]): MarkedPart[] {
  const whole: MarkedPart[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (last && last.isMatch === part.isMatch)
      whole[whole.length - 1] = { ...last, text: last.text + part.text };
    else whole.push(part);
  }
  return whole;
}
