import type { Event } from './negotiation.js';
import { type Day, dayPlus, firstDay, lastDay } from '../when.js';

/** The newest event whose last day is not after a day; null if none is over by then. */
export function newestEventBy(events: readonly Event[], day: Day): Event | null {
  const over = events.filter(({ date }) => lastDay(date) <= day);
  return over.reduce<Event | null>(
    (newest, event) => (newest !== null && lastDay(event.date) < lastDay(newest.date) ? newest : event),
    null,
  );
}

/** The day before an event: what was said on its first day has moved since then. */
export function eveOf({ date }: Pick<Event, 'date'>): Day {
  return dayPlus(firstDay(date), -1);
}
