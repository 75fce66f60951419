import { Router } from 'express';
import { addressOf } from '../../frame/address.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { sinceOf } from '../../frame/reading/since.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { closedName, filterNames, positionFilterOf, textName } from '../../frame/reading/position-filter.js';
import { factsOfMatrix } from '../../parts/matrix-facts.js';
import { matrixPage } from './pages.js';

export function matrixRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation', async (request, response) => {
    const reading = await readNegotiation(services, request, ['since', textName, closedName], filterNames);
    const since = sinceOf(request, reading);
    const filter = positionFilterOf(request, reading.negotiation);
    const facts = await factsOfMatrix(services, reading, filter);
    await renderPage(
      response,
      'readers/matrix/matrix',
      matrixPage(reading, facts, { since, filter }, addressOf(services, request)),
    );
  });
  return router;
}
