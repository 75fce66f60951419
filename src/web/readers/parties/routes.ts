import { Router } from 'express';
import { positionRows } from '../../../data/log/export-rows.js';
import { exportContext } from '../../parts/export-context.js';
import { addressOf } from '../../frame/address.js';
import { notFound } from '../../frame/http-errors.js';
import { filterParameters } from '../../frame/reading/position-filter.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { partyAsked, partyFilter } from './asked.js';
import { partyPage } from './pages.js';

export function partyRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation/parties/:party', async (request, response) => {
    const { once, repeatable } = filterParameters(partyFilter);
    const reading = await readNegotiation(services, request, once, repeatable);
    const { parties } = reading.negotiation;
    const party = parties.find(({ slug }) => slug === request.params.party);
    if (!party) throw notFound('There is no such party in this negotiation at this time.');
    const asked = partyAsked(request, reading, party);
    const context = exportContext(services, request, reading);
    const rows = await positionRows(services.database.read, context, {
      demands: asked.demands,
      parties: [party],
    });
    await renderPage(
      response,
      'readers/parties/party',
      partyPage(reading, asked, rows, addressOf(services, request)),
    );
  });
  return router;
}
