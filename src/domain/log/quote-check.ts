import type { FieldProblem } from '../errors.js';
import { lengthProblem } from '../structure/new-source.js';
import { unspaced } from '../text.js';

/** How a quote stands in the text of its article, as it was pasted before publication (docs/rules.md, "Quotes"). */
export const quoteChecks = [
  { value: 'found', label: 'Found', meaning: 'the quote stands in the article’s text, word for word' },
  { value: 'found_twice', label: 'Found twice', meaning: 'it stands there more than once' },
  { value: 'not_found', label: 'Not found', meaning: 'it does not stand in the text that was pasted' },
  {
    value: 'not_checked',
    label: 'Not checked',
    meaning: 'no text was pasted, or one shorter than three times the quote',
  },
] as const;

export type QuoteCheck = (typeof quoteChecks)[number]['value'];

export function quoteCheckLabel(check: QuoteCheck): string {
  return quoteChecks.find(({ value }) => value === check)?.label ?? '';
}

/** As it is stored: nothing of a quote that was not checked. */
export type StoredQuoteCheck = Exclude<QuoteCheck, 'not_checked'> | null;

/** A text shorter than so many times the quote is hardly more than the quote itself. */
const leastTimes = 3;

/** The most characters of a text that is searched: as long as the longest treaties. */
export const longestArticle = 300_000;

/** What is wrong with a text to be searched; null if nothing is. */
export function articleProblem(text: string): FieldProblem | null {
  return lengthProblem('articleText', text, longestArticle);
}

/** Searches quotes in one text. */
export type QuoteSearch = (quote: string) => QuoteCheck;

/** The search in a text, which is folded once; it takes as long as text and quote together are long. */
export function quotesIn(text: string): QuoteSearch {
  const searched = text.length > longestArticle ? '' : folded(text);
  return (quote) => {
    const parts = partsOf(quote);
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (length === 0 || searched.length < leastTimes * length) return 'not_checked';
    const end = endOf(parts, searched, 0);
    if (end === null) return 'not_found';
    return endOf(parts, searched, end) === null ? 'found' : 'found_twice';
  };
}

/** What an editor should know of a quote before publication; it blocks nothing. Null if nothing. */
export function quoteWarning(quote: string | null, search: QuoteSearch): string | null {
  if (quote === null) return null;
  const check = search(quote);
  if (check === 'not_found') return 'The quote is not in the pasted text.';
  if (check === 'found_twice') return 'The quote is found twice in the pasted text.';
  if (check === 'found') return null;
  return 'The quote was not checked: the pasted text is shorter than three times the quote.';
}

interface Quoted {
  readonly quote: string | null;
  readonly quoteCheck?: StoredQuoteCheck;
}

/**
 * The stances with their quotes searched in a text; an empty one checks nothing. What is not checked now keeps the check
 * of an earlier stance in which the same quote stood.
 */
export function withQuoteChecks<Stance extends Quoted>(
  stances: readonly Stance[],
  text: string,
  earlier: readonly Quoted[] = [],
): (Stance & { readonly quoteCheck: StoredQuoteCheck })[] {
  const search = quotesIn(text);
  return stances.map((stance) => {
    const { quote } = stance;
    const check = quote === null ? 'not_checked' : search(quote);
    if (check !== 'not_checked') return { ...stance, quoteCheck: check };
    const before = quote === null ? undefined : earlier.find((other) => other.quote === quote);
    return { ...stance, quoteCheck: before?.quoteCheck ?? null };
  });
}

/** The check of a published stance’s quote; null where there is no quote. */
export function quoteCheckOf({ quote, quoteCheck = null }: Quoted): QuoteCheck | null {
  return quote === null ? null : quoteCheckStored(quoteCheck);
}

/** What is stored of the check of a quote, as its value. */
export function quoteCheckStored(check: StoredQuoteCheck): QuoteCheck {
  return check ?? 'not_checked';
}

/** Joiners, direction marks, soft hyphens: what nobody sees. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** With what is printed for an apostrophe, and the Hebrew signs of an abbreviation. */
const quotationMarks = /["'`´«»‘’‚‛“”„‟‹›「」『』｢｣﹁﹂﹃﹄〝〞〟＂＇﴾﴿׳״ʹʺʻʼʽʾʿ՚ꞌꞋ′″]/g;
const dashes = /[\p{Pd}\u2212]/gu;
/** Where words are not separated by spaces, one is a matter of lines and of print. */
const besideUnspaced = new RegExp(`(?<=${unspaced.source}) | (?=${unspaced.source})`, 'gu');

/** Without what differs between two prints of the same words: kinds of marks, dashes and dots, and the space around them. */
function folded(text: string): string {
  return text
    .replace(invisible, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(besideUnspaced, '')
    .replace(/ ?(?:[…⋯]+|\.{3}(?:\.{3})*) ?/g, '...')
    .replace(dashes, '-')
    .replace(/ ?-(?: ?-)* ?/g, '-')
    .replace(quotationMarks, "'")
    .replace(/ ?' ?/g, "'")
    .trim();
}

/** The parts between `[…]`, without quotation marks around them. */
function partsOf(quote: string): string[] {
  return folded(quote)
    .split(/[[［【〔]\.{3}[\]］】〕]/)
    .map((part) => withoutMarksAround(part))
    .filter((part) => part !== '');
}

function withoutMarksAround(part: string): string {
  let [start, end] = [0, part.length];
  while (start < end && " '".includes(part.charAt(start))) start += 1;
  while (end > start && " '".includes(part.charAt(end - 1))) end -= 1;
  return part.slice(start, end);
}

/** Where the parts end that stand in the text from a place on, in their order; null if they do not. */
function endOf(parts: readonly string[], text: string, from: number): number | null {
  let end = from;
  for (const part of parts) {
    const start = placeOf(part, text, end);
    if (start === null) return null;
    end = start + part.length;
  }
  return end;
}

/**
 * The first place of a part that begins and ends with whole words. Knuth, Morris and Pratt: `indexOf` may compare every
 * letter of the one with every letter of the other.
 */
function placeOf(part: string, text: string, from: number): number | null {
  const shifts = shiftsOf(part);
  let matched = 0;
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    while (matched > 0 && part.charCodeAt(matched) !== unit) matched = shifts[matched - 1] as number;
    if (part.charCodeAt(matched) === unit) matched += 1;
    if (matched < part.length) continue;
    const start = at + 1 - part.length;
    if (!cutsWord(text, start) && !cutsWord(text, at + 1)) return start;
    matched = shifts[matched - 1] as number;
  }
  return null;
}

/** By place in the part: how long the longest beginning of the part is that ends there. */
function shiftsOf(part: string): Int32Array {
  const shifts = new Int32Array(part.length);
  let matched = 0;
  for (let at = 1; at < part.length; at += 1) {
    const unit = part.charCodeAt(at);
    while (matched > 0 && part.charCodeAt(matched) !== unit) matched = shifts[matched - 1] as number;
    if (part.charCodeAt(matched) === unit) matched += 1;
    shifts[at] = matched;
  }
  return shifts;
}

/** Letters of scripts that put nothing before or behind a word without a space. */
const letter =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Devanagari}]/u;
const digit = /\p{Nd}/u;
/** Hebrew points and Arabic vowels may as well be left out; any other mark makes another letter. */
const markOfLetter = /(?!\p{Script=Hebrew}|\p{Script_Extensions=Arabic})\p{M}/u;

/** True if the place is inside a letter, a word or a number: “war” does not stand in “warning”. */
function cutsWord(text: string, place: number): boolean {
  const [before, behind] = [text.charAt(place - 1), text.charAt(place)];
  return markOfLetter.test(behind) || [letter, digit].some((kind) => kind.test(before) && kind.test(behind));
}
