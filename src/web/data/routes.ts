import { Router } from 'express';
import { addressOf } from '../address.js';
import { paths } from '../paths.js';
import { readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { dataPage } from './pages.js';

/** What can be taken home of a negotiation, and what it means. */
export function dataRoutes(services: Services): Router {
  const router = Router();
  router.get(paths.data(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    await renderPage(response, 'data/data', dataPage(reading, addressOf(services, request)));
  });
  return router;
}
