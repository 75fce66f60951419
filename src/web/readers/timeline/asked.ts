import { isolating } from '../../../domain/isolation.js';
import type { Request } from 'express';
import { inTurns } from '../../../data/engine/in-turns.js';
import { type ContestedSpans, contestedSpans } from '../../../domain/cells/contested-spans.js';
import {
  type AskedMovements,
  endOf,
  type MovementDays,
  movementDays,
  movementsWithin,
  type Period,
} from '../../../domain/cells/movement-days.js';
import { type Day, dayOfNumber, dayPlus, firstDay, isDay } from '../../../domain/when.js';
import type { TimelineTableRow } from '../../../outputs/tables/page-columns.js';
import { badRequest } from '../../frame/http-errors.js';
import { positionFilterOf, textName } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import { eventsWithin } from '../../parts/event-lines.js';
import { newestFirst } from './pages.js';

/** The parameters of the timeline besides the clocks that are given once. */
export const timelineNames = ['from', 'to', textName];
/** In days: the period that the timeline shows by default. */
const usualLength = 30;

/** How many lines of the table are made at once, or a few more: each time, all cells are looked through. */
const rowsBatch = 1_000;

/** What the address asks for. */
export interface TimelineAsked {
  readonly movements: AskedMovements;
  /** How often it moved that the filter asks for, by day. */
  readonly moved: MovementDays;
  /** When the positions were contested that the filter asks for. */
  readonly contested: ContestedSpans;
  /** From the first thing on record to the last. */
  readonly all: Period;
  readonly period: Period;
  /** False for the usual period. */
  readonly isPeriodAsked: boolean;
}

export async function timelineAsked(reading: Reading, request: Request): Promise<TimelineAsked> {
  const { negotiation, log, clocks } = reading;
  const filter = positionFilterOf(request, negotiation);
  const movements = { negotiation, log, clocks, filter };
  const moved = await inTurns(movementDays(movements));
  const contested = await inTurns(contestedSpans(movements));
  const all = everything(reading, moved.all, contested);
  const period = periodOf(request, reading, all);
  const { query } = request as unknown as { readonly query: URLSearchParams };
  const isPeriodAsked = ['from', 'to'].some((name) => (query.get(name) ?? '') !== '');
  return { movements, moved, contested, all, period, isPeriodAsked };
}

type TimelineRow = Pick<TimelineTableRow, 'negotiation' | 'event' | 'moved'>;

/** The lines of the page’s table, newest first, without its limit, in batches. */
export async function timelineRows(reading: Reading, request: Request): Promise<Iterable<TimelineRow[]>> {
  return rowsOf(reading, await timelineAsked(reading, request));
}

function* rowsOf(
  reading: Reading,
  { movements, moved: { days }, period }: TimelineAsked,
): Generator<TimelineRow[]> {
  const { negotiation } = reading;
  for (let to = period.to; to >= period.from; ) {
    const end = endOf(days, { from: period.from, to }, rowsBatch);
    const events = eventsWithin(reading, end);
    yield newestFirst<TimelineRow>([
      ...events.map((event) => ({ day: firstDay(event.date), row: { negotiation, event, moved: null } })),
      ...movementsWithin(movements, end).map((moved) => ({
        day: moved.record.stance.day,
        row: { negotiation, event: null, moved },
      })),
    ]);
    to = dayPlus(end.from, -1);
  }
}

/** From the first thing on record to the last. */
function everything(reading: Reading, moved: Period | null, contested: ContestedSpans): Period {
  const days = reading.events.map(({ date }) => firstDay(date)).filter((day) => day <= reading.asOf);
  if (moved) days.push(moved.from, moved.to);
  const contests = contested.all();
  if (contests) days.push(dayOfNumber(contests.from), dayOfNumber(contests.to));
  const sorted = days.sort();
  const to = sorted.at(-1) ?? reading.asOf;
  const from = sorted[0] ?? to;
  return { from: from < to ? from : dayPlus(to, -1), to };
}

function periodOf(request: Request, { query }: Reading, all: Period): Period {
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
