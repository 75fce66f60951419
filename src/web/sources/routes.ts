import { Router } from 'express';
import { citedSources } from '../../data/sources.js';
import { readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { sourcesPage } from './pages.js';

export function sourceRoutes(services: Services): Router {
  const router = Router();
  router.get('/negotiations/:negotiation/sources', async (request, response) => {
    const reading = await readNegotiation(services, request);
    const cited = await citedSources(services.database.read, reading.negotiation.id, reading.clocks.known);
    await renderPage(response, 'sources/sources', sourcesPage(reading, cited));
  });
  return router;
}
