import type { Event } from '../../../domain/structure/negotiation.js';
import { type Day, dayPlus } from '../../../domain/when.js';
import { paths, withQuery } from '../paths.js';
import type { Reading } from './reading.js';

/** In days: how long after an event its consequences are looked for. */
const daysAfter = 3;

/** From the eve of an event to three days after it. */
export function daysAroundEvent({ date }: Pick<Event, 'date'>): { readonly from: Day; readonly to: Day } {
  return { from: dayPlus(date, -1), to: dayPlus(date, daysAfter) };
}

/** The page that says what changed in these days; null for an event that is not over or has no full date. */
export function aroundEvent(
  { negotiation, givenQuery, latestDay }: Pick<Reading, 'negotiation' | 'givenQuery' | 'latestDay'>,
  event: Pick<Event, 'date'>,
): string | null {
  if (event.date.length < 10 || event.date > latestDay) return null;
  const { known_at = null, evidence = null } = givenQuery;
  return withQuery(paths.changes(negotiation.slug), { ...daysAroundEvent(event), known_at, evidence });
}
