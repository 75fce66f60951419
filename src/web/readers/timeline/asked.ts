import { isolating } from '../../../domain/isolation.js';
import type { Request } from 'express';
import type { Moved } from '../../../domain/cells/course.js';
import type { PositionFilter } from '../../../domain/cells/position-filter.js';
import { type Day, dayPlus, firstDay, isDay } from '../../../domain/when.js';
import type { TimelineTableRow } from '../../../outputs/tables/page-columns.js';
import { badRequest } from '../../frame/http-errors.js';
import { positionFilterOf, textName } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import { allMovements, movedAsAsked, newestFirst, type TimelinePeriod, within } from './pages.js';

/** The parameters of the timeline besides the clocks that are given once. */
export const timelineNames = ['from', 'to', textName];
/** In days: the period that the timeline shows by default. */
const usualLength = 30;

/** What the address asks for. */
export interface TimelineAsked {
  readonly filter: PositionFilter;
  /** From the first thing on record to the last. */
  readonly all: TimelinePeriod;
  readonly period: TimelinePeriod;
  /** Every movement that the filter asks for. */
  readonly moved: readonly Moved[];
}

export function timelineAsked(reading: Reading, request: Request): TimelineAsked {
  const filter = positionFilterOf(request, reading.negotiation);
  const moved = allMovements(reading);
  const all = everything(reading, moved);
  return {
    filter,
    all,
    period: periodOf(request, reading, all),
    moved: movedAsAsked(reading, moved, filter),
  };
}

/** The lines of the page’s table, newest first, without its limit. */
export function timelineRows(
  reading: Reading,
  request: Request,
): Pick<TimelineTableRow, 'negotiation' | 'event' | 'moved'>[] {
  const { negotiation } = reading;
  const asked = timelineAsked(reading, request);
  const { moved, events } = within(reading, asked.moved, asked.period);
  const rows: { day: Day; row: Pick<TimelineTableRow, 'negotiation' | 'event' | 'moved'> }[] = [
    ...events.map((event) => ({ day: firstDay(event.date), row: { negotiation, event, moved: null } })),
    ...moved.map((each) => ({ day: each.record.stance.day, row: { negotiation, event: null, moved: each } })),
  ];
  return newestFirst(rows);
}

/** From the first thing on record to the last. */
function everything(reading: Reading, moved: readonly Moved[]): TimelinePeriod {
  const days = reading.events.map(({ date }) => firstDay(date)).filter((day) => day <= reading.asOf);
  let from: Day | null = null;
  let to: Day | null = null;
  for (const { record } of moved) days.push(record.stance.day);
  for (const day of days) {
    if (from === null || day < from) from = day;
    if (to === null || day > to) to = day;
  }
  to ??= reading.asOf;
  from ??= to;
  return { from: from < to ? from : dayPlus(to, -1), to };
}

function periodOf(request: Request, { query }: Reading, all: TimelinePeriod): TimelinePeriod {
  const parameters = request.query as unknown as URLSearchParams;
  const to = dayOf(parameters, 'to') ?? query.asOf ?? all.to;
  const from = dayOf(parameters, 'from') ?? dayPlus(to, -usualLength);
  if (from < to) return { from, to };
  throw badRequest(`from=${from} is not earlier than to=${to}. Give a period of at least a day.`);
}

function dayOf(parameters: URLSearchParams, name: string): Day | null {
  const text = parameters.get(name) || null;
  if (text === null || isDay(text)) return text;
  throw badRequest(isolating`“${text}” is not a day. Write ${name} as a full day, such as 2025-08-14.`);
}
