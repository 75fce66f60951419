import { Router } from 'express';
import { inTurns } from '../../../data/engine/in-turns.js';
import { reaffirmedOnOtherConditions } from '../../../data/log/other-conditions.js';
import { pageNumberOf } from '../../frame/page-number.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { paths } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { changeNames, changesAsked, repeatableChangeNames } from './asked.js';
import { changesPage } from './pages.js';

/** What changed between two days. */
export function changesRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.changes(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, [...changeNames, 'page'], repeatableChangeNames);
    const page = pageNumberOf(request.query as unknown as URLSearchParams);
    const asked = await inTurns(changesAsked(request, reading));
    const otherConditions = await reaffirmedOnOtherConditions(services.database.read, asked.changes);
    await renderPage(
      response,
      'readers/changes/changes',
      changesPage({ reading, ...asked, otherConditions }, page),
    );
  });
  return router;
}
