import { Router } from 'express';
import { paths } from '../../frame/paths.js';
import { filterParameters } from '../../frame/reading/position-filter.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { briefingsAsked, briefingsFilter, reservationsAsked, reservationsFilter } from './asked.js';
import { briefingsPage, reservationsPage } from './pages.js';

/** All briefings and all reservations of a negotiation. */
export function briefingRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.briefings(':negotiation'), async (request, response) => {
    const { once, repeatable } = filterParameters(briefingsFilter);
    const reading = await readNegotiation(services, request, once, repeatable);
    const role = contextOf(response).viewer?.role ?? null;
    const page = briefingsPage(reading, briefingsAsked(request, reading), role);
    await renderPage(response, 'readers/briefings/list', page);
  });
  router.get(paths.reservations(':negotiation'), async (request, response) => {
    const { once, repeatable } = filterParameters(reservationsFilter);
    const reading = await readNegotiation(services, request, once, repeatable);
    const role = contextOf(response).viewer?.role ?? null;
    const page = reservationsPage(reading, reservationsAsked(request, reading), role);
    await renderPage(response, 'readers/briefings/list', page);
  });
  return router;
}
