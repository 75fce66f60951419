import { Router } from 'express';
import { countsOf } from '../../data/counts.js';
import { readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { matrixPage } from './pages.js';

export function matrixRoutes(services: Services): Router {
  const router = Router();
  router.get('/negotiations/:negotiation', async (request, response) => {
    const reading = await readNegotiation(services, request);
    const counts = await countsOf(services.database.read, reading.negotiation.id, reading.clocks.known);
    await renderPage(response, 'matrix/matrix', matrixPage(reading, counts));
  });
  return router;
}
