import { type Request, Router } from 'express';
import { alsoCited, citedUnarchived } from '../../../data/memory/cited-sources.js';
import { countWaiting } from '../../../data/desk/proposals.js';
import { lastSequence } from '../../../data/log/publications.js';
import { quotesOf } from '../../../data/log/unchecked-quotes.js';
import { sourcesById } from '../../../data/structure/sources.js';
import { ownCitations } from '../../../domain/structure/own-citations.js';
import { utcDay } from '../../../domain/when.js';
import {
  cellsWithoutSuccessor,
  contradictoryCells,
  demandsPastTheirDay,
  staleCells,
  unassessedDemands,
  usualDays,
} from '../../../domain/desk/work-list.js';
import { isolating } from '../../../domain/isolation.js';
import { badRequest } from '../../frame/http-errors.js';
import { pageNumberOf } from '../../frame/page-number.js';
import { paths } from '../../frame/paths.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { structureOf } from '../../frame/place.js';
import { renderPage } from '../../frame/render.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { partOf, workListNames, type WorkListPart, workListPage } from './pages.js';

const mostDays = 3650;

/** What an editor should look at: old positions, sources without an archived copy, cells not assessed, proposals. */
export function workListRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { read } = services.database;

  router.get(paths.workList(':negotiation'), requireAbility('publish'), async (request, response) => {
    const { days, part } = askedIn(request);
    const structure = await structureOf(services, request);
    const { negotiation } = structure;
    const log = await services.memory.logOf(negotiation.id);
    const known = await lastSequence(read);
    const today = utcDay(services.clock());
    const { sources } = await services.memory.citedAt(negotiation.id, { asOf: null, known });
    const own = ownCitations(structure, null).keys();
    const unarchived = await citedUnarchived(read, alsoCited(sources, own));
    const listed = partOf(unarchived, 'unarchived', part);
    const found = await sourcesById(read, listed);
    const unchecked = await services.memory.uncheckedQuotes.standingIn(log, known);
    const page = workListPage({
      negotiation,
      today,
      days,
      part,
      successor: cellsWithoutSuccessor(negotiation, log, known),
      contradictory: contradictoryCells(negotiation, log, { today, known }),
      stale: staleCells(negotiation, log, { today, days, known }),
      unarchived: listed.flatMap((id) => found.get(id) ?? []),
      unarchivedCount: unarchived.length,
      unchecked: await quotesOf(read, partOf(unchecked, 'unchecked', part)),
      uncheckedCount: unchecked.length,
      unassessed: unassessedDemands(negotiation, log, known),
      overdue: demandsPastTheirDay(negotiation, today, known),
      waiting: await countWaiting(read, negotiation.id),
    });
    await renderPage(response, 'desk/work-list/work-list', page);
  });

  return router;
}

/** The age and the part that the address asks for; 400 for anything else. */
function askedIn(request: Request): { readonly days: number; readonly part: WorkListPart } {
  const parameters = request.query as unknown as URLSearchParams;
  refuseUnknownParameters(parameters, ['days', 'list', 'page']);
  const name = parameters.get('list') || null;
  const list = workListNames.find((each) => each === name) ?? null;
  if (list === null && name !== null)
    throw badRequest(isolating`There is no list “${name}”. Use ${workListNames.join(', ')}.`);
  const page = pageNumberOf(parameters);
  if (list === null && page > 1) throw badRequest('Say of which list this is a page: list=stale.');
  return { days: daysIn(parameters), part: { list, page } };
}

function daysIn(parameters: URLSearchParams): number {
  const text = parameters.get('days') || String(usualDays);
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= mostDays) return days;
  throw badRequest(`days=${text} is not a number of days from 1 to ${mostDays.toLocaleString('en-GB')}.`);
}
