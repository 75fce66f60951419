import { Router } from 'express';
import { paths } from '../../frame/paths.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { briefingsPage, reservationsPage } from './pages.js';

/** All briefings and all reservations of a negotiation. */
export function briefingRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  for (const [path, pageOf] of [
    [paths.briefings(':negotiation'), briefingsPage],
    [paths.reservations(':negotiation'), reservationsPage],
  ] as const)
    router.get(path, async (request, response) => {
      const reading = await readNegotiation(services, request);
      const page = pageOf(reading, contextOf(response).viewer?.role ?? null);
      await renderPage(response, 'readers/briefings/list', page);
    });
  return router;
}
