import { Router } from 'express';
import { inTurns } from '../../../data/engine/in-turns.js';
import { paths } from '../../frame/paths.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { alignmentAsked, alignmentNames, everyPair, repeatableAlignmentNames } from './asked.js';
import { alignmentPage } from './pages.js';

/** How any two parties stand to one another, and who moved towards whom. */
export function alignmentRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.alignment(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, alignmentNames, repeatableAlignmentNames);
    const parameters = request.query as unknown as URLSearchParams;
    const asked = await alignmentAsked(request, reading);
    await inTurns(everyPair(asked));
    const page = alignmentPage(reading, asked, parameters);
    await renderPage(response, 'readers/alignment/alignment', page);
  });
  return router;
}
