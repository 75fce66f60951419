import { Router } from 'express';
import { paths } from '../../frame/paths.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { searchFacts, searchNames } from './asked.js';
import { kindName } from './kinds.js';
import { searchPage } from './pages.js';

/** Full-text search of everything that a negotiation has on record. */
export function searchRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.search(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, [...searchNames, 'page'], [kindName]);
    await renderPage(
      response,
      'readers/search/search',
      searchPage(await searchFacts(services, reading, request)),
    );
  });
  return router;
}
