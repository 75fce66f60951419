import { type Request, Router } from 'express';
import { alsoCited, citedUnarchived } from '../../../data/memory/cited-sources.js';
import { countWaiting } from '../../../data/desk/proposals.js';
import { lastSequence } from '../../../data/log/publications.js';
import { sourcesById } from '../../../data/structure/sources.js';
import { ownCitations } from '../../../domain/structure/own-citations.js';
import { utcDay } from '../../../domain/when.js';
import {
  contradictoryCells,
  demandsPastTheirDay,
  staleCells,
  unassessedDemands,
} from '../../../domain/desk/work-list.js';
import { badRequest } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { structureOf } from '../../frame/place.js';
import { renderPage } from '../../frame/render.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { mostListed, workListPage } from './pages.js';

const usualDays = 30;
const mostDays = 3650;

/** What an editor should look at: old positions, sources without an archived copy, cells not assessed, proposals. */
export function workListRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { read } = services.database;

  router.get(paths.workList(':negotiation'), requireAbility('publish'), async (request, response) => {
    const days = daysOf(request);
    const structure = await structureOf(services, request);
    const { negotiation } = structure;
    const log = await services.memory.logOf(negotiation.id);
    const known = await lastSequence(read);
    const today = utcDay(services.clock());
    const { sources } = await services.memory.citedAt(negotiation.id, { asOf: null, known });
    const own = ownCitations(structure, null).keys();
    const unarchived = await citedUnarchived(read, alsoCited(sources, own));
    const listed = unarchived.slice(0, mostListed);
    const found = await sourcesById(read, listed);
    const page = workListPage({
      negotiation,
      today,
      days,
      contradictory: contradictoryCells(negotiation, log, { today, known }),
      stale: staleCells(negotiation, log, { today, days, known }),
      unarchived: listed.flatMap((id) => found.get(id) ?? []),
      unarchivedCount: unarchived.length,
      unassessed: unassessedDemands(negotiation, log, known),
      overdue: demandsPastTheirDay(negotiation, today),
      waiting: await countWaiting(read, negotiation.id, null),
    });
    await renderPage(response, 'desk/work-list/work-list', page);
  });

  return router;
}

function daysOf(request: Request): number {
  const parameters = request.query as unknown as URLSearchParams;
  refuseUnknownParameters(parameters, ['days']);
  const text = parameters.get('days') || String(usualDays);
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= mostDays) return days;
  throw badRequest(`days=${text} is not a number of days from 1 to ${mostDays.toLocaleString('en-GB')}.`);
}
