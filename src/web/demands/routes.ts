import { Router } from 'express';
import { positionRows } from '../../data/export-rows.js';
import { exportContext } from '../exports/context.js';
import { notFound } from '../http-errors.js';
import { readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { demandPage } from './pages.js';

export function demandRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation/demands/:demand', async (request, response) => {
    const reading = await readNegotiation(services, request);
    const { demands, parties } = reading.negotiation;
    const demand = demands.find(({ slug }) => slug === request.params.demand);
    if (!demand) throw notFound('There is no such demand in this negotiation at this time.');
    const context = exportContext(services, request, reading);
    const rows = await positionRows(services.database.read, context, { demands: [demand], parties });
    await renderPage(response, 'demands/demand', demandPage(reading, demand, rows));
  });
  return router;
}
