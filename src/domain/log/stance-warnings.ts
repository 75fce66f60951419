import { longDate, type EdtfDate, firstDay, isEdtfDate, lastDay } from '../when.js';

/** As much of a stance as is checked before its cell is known. */
export interface WarnedStance {
  readonly date: EdtfDate;
  readonly quote: string | null;
  /** When its sources were published; null for one that does not say. */
  readonly published: readonly (EdtfDate | null)[];
}

/** Quotations are short: readers find the rest in the source. */
const longQuote = 300;

/** What an editor should look at again, whatever the cell holds; a warning blocks nothing. */
export function stanceWarnings({ date, quote, published }: WarnedStance): string[] {
  const warnings: string[] = [];
  if (quote !== null && quote.length > longQuote)
    warnings.push(
      `The quote has ${quote.length.toLocaleString('en-GB')} characters: quotations are short, at most about ${longQuote}.`,
    );
  const latest = latestOf(published);
  if (latest !== null && isEdtfDate(date) && firstDay(date) > lastDay(latest))
    warnings.push(
      `Effective on ${longDate(date)}, after ${published.length === 1 ? 'its only source was' : 'all of its sources were'} published (${longDate(latest)}).`,
    );
  return warnings;
}

/** Null if there is no source, or if one has no date. */
function latestOf(published: readonly (EdtfDate | null)[]): EdtfDate | null {
  let latest: EdtfDate | null = null;
  for (const date of published) {
    if (date === null || !isEdtfDate(date)) return null;
    if (latest === null || lastDay(date) > lastDay(latest)) latest = date;
  }
  return latest;
}
