import { type Request, Router } from 'express';
import { noFilter } from '../../domain/position-filter.js';
import { type Day, dayPlus, firstDay, isDay } from '../../domain/when.js';
import { badRequest } from '../http-errors.js';
import { paths } from '../paths.js';
import { filterNames, positionFilterOf, textName } from '../position-filter.js';
import { type Reading, readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { allMovements, type TimelinePeriod, timelinePage } from './pages.js';

/** The days that the timeline shows where it is not asked for others. */
const usualLength = 30;

/** Events and movements on one time axis. */
export function timelineRoutes(services: Services): Router {
  const router = Router();
  router.get(paths.timeline(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, ['from', 'to', textName], filterNames);
    const filter = positionFilterOf(request, reading.negotiation);
    const all = everything(reading);
    const period = periodOf(request, reading, all);
    await renderPage(response, 'timeline/timeline', timelinePage({ reading, period, all, filter }));
  });
  return router;
}

/** From the first thing on record to the last. */
function everything(reading: Reading): TimelinePeriod {
  const moved = allMovements(reading, noFilter).map(({ record }) => record.stance.day);
  const events = reading.events.map(({ date }) => firstDay(date)).filter((day) => day <= reading.asOf);
  const days = [...moved, ...events].sort();
  const to = days.at(-1) ?? reading.asOf;
  const from = days[0] ?? to;
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
  throw badRequest(`“${text}” is not a day. Write ${name} as a full day, such as 2025-08-14.`);
}
