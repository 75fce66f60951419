import { isolating } from '../isolation.js';
import { attributionScale, evidenceClassOf, isAttribution } from '../attribution.js';
import { areOpposite, codeOf, isFinding, isPosition, positionScale } from './position.js';
import type { Position } from './position.js';
import { longDate, type EdtfDate, firstDay, isEdtfDate, lastDay } from '../when.js';

/** As much of a stance as is checked before its cell is known. */
export interface WarnedStance {
  readonly date: EdtfDate;
  readonly position: string;
  readonly attribution: string;
  /** Whether a speaker is named. */
  readonly isNamed: boolean;
  readonly summary: string | null;
  readonly quote: string | null;
  /** When its sources were published; null for one that does not say. */
  readonly published: readonly (EdtfDate | null)[];
}

/** Quotations are short: readers find the rest in the source. */
const longQuote = 300;

/** What an editor should look at again, whatever the cell holds; a warning blocks nothing. */
export function stanceWarnings(stance: WarnedStance): string[] {
  const { date, position, attribution, isNamed, summary, quote, published } = stance;
  const warnings: string[] = [];
  if (attribution === '' && isPosition(position) && !isFinding(position))
    warnings.push(
      isolating`“${positionScale(position).label}” is no finding: choose as attribution how the position is known.`,
    );
  if (isNamed && (attribution === 'background' || attribution === 'unnamed_sources'))
    warnings.push(
      `A speaker is named, and the attribution is “${attributionScale(attribution).label}”: one of the two is wrong.`,
    );
  if (position === 'agreed' && summary === null)
    warnings.push('Of “Agreed” the summary names the text, and with whom.');
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

/** What the form says of the position of a stance, as it was typed. */
export interface TypedPosition {
  readonly position: string;
  readonly attribution: string;
}

/**
 * A red line stands until the party says or does something that does not fit it: a plainer repetition is a
 * reaffirmation (docs/rules.md, "Positions").
 */
export function redLineWarning(
  standing: Position | null,
  { position, attribution }: TypedPosition,
): string | null {
  if (standing !== 'insists' && standing !== 'rejects_red_line') return null;
  const isOnRecord = isAttribution(attribution) && evidenceClassOf(attribution) === 'on_record';
  if (!isPosition(position) || !isOnRecord || position === standing || position === 'agreed') return null;
  if ((codeOf(position) ?? 0) === 0 || areOpposite(position, standing)) return null;
  const { label } = positionScale(standing);
  return isolating`“${label}” stands here until the party says or does something that does not fit it. If this repeats it in plainer words, record it as “${label}”, with these words as the quote.`;
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
