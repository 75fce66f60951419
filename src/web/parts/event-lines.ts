import type { Event } from '../../domain/structure/negotiation.js';
import { type Day, firstDay, unbrokenDate } from '../../domain/when.js';
import type { EventOfChart } from '../../outputs/charts/event-marks.js';
import { aroundEvent } from '../frame/reading/around-event.js';
import type { Reading } from '../frame/reading/reading.js';

/** An event as it is numbered in a picture, named below it. */
export interface EventLine {
  readonly number: number;
  readonly date: string;
  readonly name: string;
  /** What changed around it; null for one that is not over or has no full date. */
  readonly around: string | null;
}

/** The events that began in a period, oldest first. */
export function eventsWithin(
  { events }: Pick<Reading, 'events'>,
  { from, to }: { readonly from: Day; readonly to: Day },
): Event[] {
  return events.filter(({ date }) => firstDay(date) >= from && firstDay(date) <= to);
}

/** Numbered from 1 in the order of their days. */
export function numberedEvents(events: readonly Event[]): EventOfChart[] {
  return events.map(({ date }, index) => ({ date, number: index + 1 }));
}

export function eventLines(reading: Reading, events: readonly Event[]): EventLine[] {
  return events.map((event, index) => ({
    number: index + 1,
    date: unbrokenDate(event.date),
    name: event.name,
    around: aroundEvent(reading, event),
  }));
}
