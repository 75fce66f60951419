import { Router } from 'express';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { methodologyPage } from './pages.js';

export function methodologyRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation/methodology', async (request, response) => {
    await renderPage(
      response,
      'readers/methodology/methodology',
      methodologyPage(await readNegotiation(services, request)),
    );
  });
  return router;
}
