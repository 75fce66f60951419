import type { Event } from '../../domain/structure/negotiation.js';
import { type Day, dayPlus, firstDay, lastDay, unbrokenDate } from '../../domain/when.js';
import type { EventOfChart } from '../../outputs/charts/event-marks.js';
import { aroundEvents } from '../frame/reading/around-event.js';
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

/** Up to so many are all numbered in a picture. */
const fewEvents = 6;

/** Which events a picture of steps numbers: of many only those that a step followed within three days. */
export function isNearStep(
  events: readonly Event[],
  daysOfSteps: () => readonly Day[],
): (event: Event) => boolean {
  if (events.length <= fewEvents) return () => true;
  const days = daysOfSteps();
  return ({ date }) => {
    const [from, to] = [dayPlus(firstDay(date), -1), dayPlus(lastDay(date), 3)];
    return days.some((day) => day >= from && day <= to);
  };
}

export function eventLines(reading: Reading, events: readonly Event[]): EventLine[] {
  const around = aroundEvents(reading);
  return events.map((event, index) => ({
    number: index + 1,
    date: unbrokenDate(event.date),
    name: event.name,
    around: around(event),
  }));
}
