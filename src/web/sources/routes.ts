import { Router } from 'express';
import { citedSources } from '../../data/sources.js';
import { pageNumberOf } from '../page-number.js';
import { readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { sourcesPage } from './pages.js';

const pageLength = 100;

export function sourceRoutes(services: Services): Router {
  const router = Router();
  router.get('/negotiations/:negotiation/sources', async (request, response) => {
    const reading = await readNegotiation(services, request, ['page']);
    const page = pageNumberOf(request.query as unknown as URLSearchParams);
    const range = { known: reading.clocks.known, skip: (page - 1) * pageLength, most: pageLength + 1 };
    const cited = await citedSources(services.database.read, reading.negotiation.id, range);
    const shown = cited.slice(0, pageLength);
    const view = sourcesPage(reading, shown, { page, hasMore: cited.length > pageLength });
    await renderPage(response, 'sources/sources', view);
  });
  return router;
}
