import { Router } from 'express';
import { paths } from '../../frame/paths.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { conditionsAsked, conditionsNames, repeatableConditionsNames } from './asked.js';
import { conditionsPage } from './pages.js';

/** What waits for what. */
export function conditionsRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.conditions(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, conditionsNames, repeatableConditionsNames);
    const page = conditionsPage(reading, await conditionsAsked(services, request, reading));
    await renderPage(response, 'readers/conditions/conditions', page);
  });
  return router;
}
