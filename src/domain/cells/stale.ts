import type { Demand } from '../structure/negotiation.js';
import { isFinding } from '../log/position.js';
import { type Day, monthsBefore } from '../when.js';
import type { Cell, Clocks } from './cell.js';
import { isPast } from './past.js';

/** After so many months a position that nobody has reaffirmed is stale, unless a reader chooses another length. */
export const usualStaleMonths = 3;
/** The longest that can be chosen. */
export const mostStaleMonths = 120;

/** What is stale on a page: what counts from a day before this one. */
export interface Staleness extends Pick<Clocks, 'asOf' | 'past'> {
  readonly before: Day;
}

/** Freshness counts from the day of the page, whatever the day of the reader (docs/rules.md, "Two clocks"). */
export function stalenessAt(
  { asOf, past }: Pick<Clocks, 'asOf' | 'past'>,
  pageDay: Day,
  months: number,
): Staleness {
  return { asOf, ...(past && { past }), before: monthsBefore(pageDay, months) };
}

/**
 * True of a position that was last reaffirmed before that day. What is past stays as it was, and a finding is no
 * position; that somebody looked again and found nothing reaffirms nothing.
 */
export function isStale(cell: Cell, demand: Pick<Demand, 'id'>, staleness: Staleness): boolean {
  if (!cell.isSet) return false;
  const { position, day } = cell.setting.stance;
  return day < staleness.before && !isFinding(position) && !isPast(demand, staleness);
}
