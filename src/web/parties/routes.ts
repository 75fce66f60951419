import { Router } from 'express';
import { positionRows } from '../../data/export-rows.js';
import { exportContext } from '../exports/context.js';
import { notFound } from '../http-errors.js';
import { readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { partyPage } from './pages.js';

export function partyRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation/parties/:party', async (request, response) => {
    const reading = await readNegotiation(services, request);
    const { demands, parties } = reading.negotiation;
    const party = parties.find(({ slug }) => slug === request.params.party);
    if (!party) throw notFound('There is no such party in this negotiation at this time.');
    const context = exportContext(services, request, reading);
    const rows = await positionRows(services.database.read, context, { demands, parties: [party] });
    await renderPage(response, 'parties/party', partyPage(reading, party, rows));
  });
  return router;
}
