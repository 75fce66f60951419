import { type Day, dayPlus, type EdtfDate, firstDay, lastDay } from '../../domain/when.js';
import { rounded, type TimeAxis } from './time-axis.js';

/** An event as it is numbered in a picture and named below it. */
export interface EventOfChart {
  readonly number: number;
  readonly date: EdtfDate;
}

/** The line of an event and its number; where only the month or the year is known, a span as wide as that. */
export interface EventMark {
  readonly number: number;
  /** Where its line is; of a span, its middle. */
  readonly x: number;
  readonly span: { readonly x: number; readonly width: number } | null;
  /** The middle of its number: as near to its line as there is room. */
  readonly labelX: number;
  readonly labelY: number;
}

const radius = 9;
const rowHeight = 2 * radius + 3;

/**
 * Places the numbers below the picture so that no two of them touch: each in that of the first rows in which it is
 * nearest to its line; where these are full, in a further one.
 */
export function eventMarks(events: readonly EventOfChart[], axis: TimeAxis, firstY: number): EventMark[] {
  const ends: number[] = [];
  const marks = events.map(({ number, date }) => {
    const span = date.length === 10 ? null : spanOf(date, axis);
    return { number, span, x: span === null ? axis.x(date) : rounded(span.x + span.width / 2) };
  });
  const byPlace = marks.toSorted((one, other) => one.x - other.x);
  return byPlace.map((mark) => {
    const wanted = Math.min(Math.max(mark.x, axis.left + radius), axis.right - radius);
    const placeIn = (row: number) => Math.max(wanted, (ends[row] ?? -Infinity) + radius + 2);
    const places = Array.from({ length: Math.max(usualRows, ends.length + 1) }, (_, row) => placeIn(row));
    const fits = (place: number) => place <= axis.right - radius;
    const usual = places.slice(0, usualRows).filter(fits);
    const labelX = usual.length > 0 ? Math.min(...usual) : (places.find(fits) ?? wanted);
    const row = places.indexOf(labelX);
    ends[row] = labelX + radius;
    return { ...mark, labelX, labelY: firstY + row * rowHeight };
  });
}

const usualRows = 3;

/** How much room the numbers take below the bands. */
export function heightOfEvents(marks: readonly EventMark[]): number {
  if (marks.length === 0) return 4;
  const rows = marks.map(({ labelY }) => labelY);
  return Math.max(...rows) - Math.min(...rows) + rowHeight + 8;
}

/** Where a date that is known only to the month or the year begins and ends. */
export function spanOf(date: EdtfDate, axis: TimeAxis): { readonly x: number; readonly width: number } {
  const x = axis.x(firstDay(date));
  return { x, width: rounded(Math.max(axis.x(dayAfter(date)) - x, 3)) };
}

function dayAfter(date: EdtfDate): Day {
  return dayPlus(lastDay(date), 1);
}
