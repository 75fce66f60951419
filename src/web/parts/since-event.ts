import { isolating } from '../../domain/isolation.js';
import { eveOf, newestEventBy } from '../../domain/structure/newest-event.js';
import type { Event } from '../../domain/structure/negotiation.js';
import { type Day, longDate } from '../../domain/when.js';
import type { Reading } from '../frame/reading/reading.js';

/** The day after whose end moves are marked, and the event before which it is; null for a day that the reader chose. */
export interface Since {
  readonly day: Day;
  readonly event: Event | null;
}

/** Since when every page says what moved, unless the reader chooses a day: since the eve of the newest event that is over. */
export function usualSince({ events, asOf }: Pick<Reading, 'events' | 'asOf'>): Since | null {
  const event = newestEventBy(events, asOf);
  return event && { day: eveOf(event), event };
}

/** “nothing has moved since the eve of: the Paris meeting, 6 January 2026”. */
export function movedSinceWords({ day, event }: Since, isMoved: boolean): string {
  const moved = isMoved ? 'moved' : 'nothing has moved';
  if (event === null) return `${moved} since ${longDate(day)}`;
  return isolating`${moved} since the eve of: ${event.name}, ${longDate(event.date)}`;
}
