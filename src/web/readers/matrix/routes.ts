import { Router } from 'express';
import { addressOf } from '../../frame/address.js';
import { filterNames } from '../../frame/reading/position-filter.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { matrixAsked, matrixNames } from '../../parts/matrix-asked.js';
import { factsOfMatrix } from '../../parts/matrix-facts.js';
import { matrixPage } from './pages.js';

export function matrixRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation', async (request, response) => {
    const reading = await readNegotiation(services, request, matrixNames, filterNames);
    const asked = matrixAsked(request, reading);
    const facts = await factsOfMatrix(services, reading, asked.filter);
    const page = matrixPage(reading, facts, asked, addressOf(services, request));
    await renderPage(response, 'readers/matrix/matrix', page);
  });
  return router;
}
