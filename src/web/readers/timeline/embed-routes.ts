import { type Request, type Response, Router } from 'express';
import { inTurns } from '../../../data/engine/in-turns.js';
import { paths } from '../../frame/paths.js';
import { filterNames } from '../../frame/reading/position-filter.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderEmbedded } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { timelineAsked, timelineNames } from './asked.js';
import { timelinePage } from './pages.js';

/** Events and movements on one axis, without anything around it, for embedding in other sites. */
export function embeddedTimelineRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const path = paths.embedded(paths.timeline(':negotiation'));
  router.get(path, async (request: Request, response: Response) => {
    const reading = await readNegotiation(services, request, timelineNames, filterNames);
    const asked = await timelineAsked(reading, request);
    const page = await inTurns(timelinePage({ reading, ...asked }));
    await renderEmbedded(response, 'readers/timeline/embedded', page);
  });
  return router;
}
