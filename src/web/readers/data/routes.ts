import { Router } from 'express';
import { listReleases } from '../../../data/releases/releases.js';
import { addressOf } from '../../frame/address.js';
import { paths } from '../../frame/paths.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { dataPage } from './pages.js';

/** What can be downloaded for a negotiation, and what it means. */
export function dataRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });

  router.get(paths.data(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    const { publisher, licence } = services.config;
    const releases = await listReleases(services.database.read, reading.negotiation.id);
    const facts = { publisher, licence, logo: contextOf(response).brand.logo?.url ?? null, releases };
    await renderPage(response, 'readers/data/data', dataPage(reading, addressOf(services, request), facts));
  });

  return router;
}
