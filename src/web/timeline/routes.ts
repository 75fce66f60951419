import { Router } from 'express';
import { paths } from '../paths.js';
import { filterNames } from '../position-filter.js';
import { readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { timelineAsked, timelineNames } from './asked.js';
import { timelinePage } from './pages.js';

/** Events and movements on one time axis. */
export function timelineRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.timeline(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, timelineNames, filterNames);
    const asked = timelineAsked(reading, request);
    await renderPage(response, 'timeline/timeline', timelinePage({ reading, ...asked }));
  });
  return router;
}
