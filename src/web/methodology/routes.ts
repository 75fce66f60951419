import { Router } from 'express';
import { readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { methodologyPage } from './pages.js';

export function methodologyRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation/methodology', async (request, response) => {
    await renderPage(
      response,
      'methodology/methodology',
      methodologyPage(await readNegotiation(services, request)),
    );
  });
  return router;
}
