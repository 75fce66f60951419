import { Router } from 'express';
import { citedAt, citedNewestFirst, citedSources } from '../../data/cited-sources.js';
import { pageNumberOf } from '../page-number.js';
import { readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { sourcesPage } from './pages.js';

const pageLength = 100;

export function sourceRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation/sources', async (request, response) => {
    const reading = await readNegotiation(services, request, ['page']);
    const page = pageNumberOf(request.query as unknown as URLSearchParams);
    const { read } = services.database;
    const place = await citedAt({ read, memory: services.memory }, reading.negotiation.id, reading.clocks);
    const ids = citedNewestFirst(read, place.cited);
    const [start, end] = [(page - 1) * pageLength, page * pageLength];
    const shown = await citedSources(read, place, ids.slice(start, end));
    const view = sourcesPage(reading, shown, { page, hasMore: ids.length > end });
    await renderPage(response, 'sources/sources', view);
  });
  return router;
}
