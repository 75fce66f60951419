import type { Event } from '../../../domain/structure/negotiation.js';
import { type Day, dayPlus } from '../../../domain/when.js';
import { paths, withQuery } from '../paths.js';
import type { Reading } from './reading.js';

/** In days: how long after an event its consequences are looked for. */
const daysAfter = 3;

/** From the eve of an event to three days after it. */
export interface DaysAround {
  readonly from: Day;
  readonly to: Day;
}

/** Every page has those of all events, which are held in memory. */
const known = new WeakMap<Pick<Event, 'date'>, DaysAround>();

export function daysAroundEvent(event: Pick<Event, 'date'>): DaysAround {
  const present = known.get(event);
  if (present) return present;
  const days = { from: dayPlus(event.date, -1), to: dayPlus(event.date, daysAfter) };
  known.set(event, days);
  return days;
}

/**
 * Gives the address of the page that says what changed in these days; null for an event that is not over or has no full
 * date. What is the same for all events is written once.
 */
export function aroundEvents({
  negotiation,
  givenQuery,
  latestDay,
}: Pick<Reading, 'negotiation' | 'givenQuery' | 'latestDay'>): (event: Pick<Event, 'date'>) => string | null {
  const { known_at = null, evidence = null } = givenQuery;
  const path = paths.changes(negotiation.slug);
  const rest = withQuery('', { known_at, evidence }).replace('?', '&');
  return (event) => {
    if (event.date.length < 10 || event.date > latestDay) return null;
    const { from, to } = daysAroundEvent(event);
    return `${path}?from=${from}&to=${to}${rest}`;
  };
}
