import type { Event } from './negotiation.js';
import { type Day, dayPlus, firstDay, lastDay } from '../when.js';

/** The newest event whose last day is not after a day; null if none is over by then. */
export function newestEventBy(events: readonly Event[], day: Day): Event | null {
  return eventsOverBy(events, day)[0] ?? null;
}

/** Those whose last day is not after a day, the newest first; of one day, the one that stands last. */
export function eventsOverBy(events: readonly Event[], day: Day): Event[] {
  return events
    .filter(({ date }) => lastDay(date) <= day)
    .toReversed()
    .sort((one, other) => compareTexts(lastDay(other.date), lastDay(one.date)));
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The day before an event: what was said on its first day has moved since then. */
export function eveOf({ date }: Pick<Event, 'date'>): Day {
  return dayPlus(firstDay(date), -1);
}
