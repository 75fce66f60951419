import { Router } from 'express';
import { paths } from '../../frame/paths.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { factsOfStand } from '../../parts/stand/facts.js';
import { repeatableStandNames, standAsked, standNames } from './asked.js';
import { standPage } from './pages.js';

/** Where everybody stands, demand by demand. */
export function standRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.stand(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, standNames, repeatableStandNames);
    const { asked, since } = standAsked(request, reading);
    const facts = await factsOfStand(services, reading, asked, since);
    await renderPage(response, 'readers/stand/stand', standPage(reading, facts));
  });
  return router;
}
