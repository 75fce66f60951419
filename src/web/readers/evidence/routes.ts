import { Router } from 'express';
import { pageNumberOf } from '../../frame/page-number.js';
import { paths } from '../../frame/paths.js';
import { filterNames } from '../../frame/reading/position-filter.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { evidenceAsked, evidenceFacts, evidenceNames } from './asked.js';
import { evidencePage } from './pages.js';

/** How well the positions of a negotiation are known. */
export function evidenceRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.evidence(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, [...evidenceNames, 'page'], filterNames);
    const page = pageNumberOf(request.query as unknown as URLSearchParams);
    const facts = await evidenceFacts(services, reading, evidenceAsked(request, reading));
    await renderPage(response, 'readers/evidence/evidence', evidencePage(reading, facts, page));
  });
  return router;
}
