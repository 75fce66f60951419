import { Router } from 'express';
import { positionRows } from '../../../data/log/export-rows.js';
import { exportContext } from '../../parts/export-context.js';
import { notFound } from '../../frame/http-errors.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
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
    await renderPage(response, 'readers/demands/demand', demandPage(reading, demand, rows));
  });
  return router;
}
