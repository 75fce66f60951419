import { Router } from 'express';
import { inTurns } from '../../../data/engine/in-turns.js';
import { paths } from '../../frame/paths.js';
import { filterNames } from '../../frame/reading/position-filter.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { timelineAsked, timelineNames } from './asked.js';
import { timelinePage } from './pages.js';

/** Events and movements on one time axis. */
export function timelineRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.timeline(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, timelineNames, filterNames);
    const asked = await timelineAsked(reading, request);
    const page = await inTurns(timelinePage({ reading, ...asked }));
    await renderPage(response, 'readers/timeline/timeline', page);
  });
  return router;
}
