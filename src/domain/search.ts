import { cleanText, fold, lettersOf, piecesOf, wordsOf } from './text.js';

/**
 * One word of a search: pieces that must follow one another; with `isBegun`, the last may be the beginning of a longer
 * one.
 */
export interface SearchTerm {
  readonly pieces: readonly string[];
  readonly isBegun: boolean;
}

/** The most characters that can be searched for. */
export const longestSearch = 500;

/** A word may contain apostrophes and points (“Ukraine’s”), a number also thousands separators. */
const termShape =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:(?:['.]|(?<=\p{N}),(?=\p{N}))[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;

/** The words of a search, each once. All must occur; the last may be the beginning of a word. */
export function searchTerms(text: string): SearchTerm[] {
  const typed = (fold(text).match(termShape) ?? []).flatMap(termsIn);
  const last = typed.length - 1;
  const terms = typed.map((pieces, index) => ({ pieces, isBegun: index === last }));
  const keyOf = (pieces: readonly string[]) => pieces.join(' ');
  const lastOf = new Map(terms.map((term) => [keyOf(term.pieces), term]));
  return [...lastOf.values()];
}

/** A run without spaces is split into words by a dictionary; single letters that are left over stay together. */
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

/** A part of a text, and whether it matches the search. */
export interface MarkedPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** How many words an excerpt shows before its first match, and in all. */
const wordsBefore = 8;
const wordsShown = 40;

/** The text around its first match, with every match marked; the beginning of the text if nothing matches. */
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
  /** The pieces under which the index holds it; none for what is between words. */
  readonly pieces: readonly string[];
}

const partShape =
  /([\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[\p{Cf}\p{Default_Ignorable_Code_Point}]+(?=[\p{L}\p{N}\p{M}]))*)/u;

/** A text as words and what is between them, in order; in scripts without spaces, every letter is a part. */
function partsOf(text: string): TextPart[] {
  return text
    .split(partShape)
    .flatMap(lettersOf)
    .map((part) => ({ text: part, pieces: piecesOf(part) }));
}

/** The indexes of all parts that belong to a match. */
function matchesIn(parts: readonly TextPart[], terms: readonly SearchTerm[]): ReadonlySet<number> {
  const pieces = parts.flatMap((part) => part.pieces);
  const partOf = parts.flatMap((part, index) => part.pieces.map(() => index));
  const matched = new Set<number>();
  for (const [at, first] of partOf.entries()) {
    for (const term of terms) {
      if (!isTermAt(pieces, at, term)) continue;
      const last = partOf[at + term.pieces.length - 1] ?? first;
      for (let index = first; index <= last; index += 1) matched.add(index);
    }
  }
  return matched;
}

/** True if a text, in pieces, has a term at a place. */
export function isTermAt(
  pieces: readonly string[],
  at: number,
  { pieces: wanted, isBegun }: SearchTerm,
): boolean {
  return wanted.every((piece, offset) => {
    const found = pieces[at + offset];
    const mayBeBegun = isBegun && offset === wanted.length - 1;
    return found === piece || (mayBeBegun && found?.startsWith(piece));
  });
}

function ellipsis(isCut: boolean): MarkedPart[] {
  return isCut ? [{ text: '…', isMatch: false }] : [];
}

/** Joins neighbouring parts that are both matches or both not. */
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
