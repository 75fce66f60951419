import { Router } from 'express';
import { paths } from '../paths.js';
import { readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { searchFacts, searchNames } from './asked.js';
import { searchPage } from './pages.js';

/** Full-text search over what a negotiation has on record. */
export function searchRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.search(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, [...searchNames, 'page']);
    await renderPage(response, 'search/search', searchPage(await searchFacts(services, reading, request)));
  });
  return router;
}
