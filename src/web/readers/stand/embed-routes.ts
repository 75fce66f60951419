import { type Request, type Response, Router } from 'express';
import { paths } from '../../frame/paths.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderEmbedded } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { factsOfStand } from '../../parts/stand/facts.js';
import { repeatableStandNames, standAsked, standNames } from './asked.js';
import { standPage } from './pages.js';

/** Where everybody stands, without anything around it, for embedding in other sites. */
export function embeddedStandRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const path = paths.embedded(paths.stand(':negotiation'));
  router.get(path, async (request: Request, response: Response) => {
    const reading = await readNegotiation(services, request, standNames, repeatableStandNames);
    const { asked, since } = standAsked(request, reading);
    const facts = await factsOfStand(services, reading, asked, since);
    await renderEmbedded(response, 'readers/stand/embedded', standPage(reading, facts));
  });
  return router;
}
