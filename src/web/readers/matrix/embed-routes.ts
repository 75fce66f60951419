import { type Request, type Response, Router } from 'express';
import { addressOf } from '../../frame/address.js';
import { paths } from '../../frame/paths.js';
import { filterNames } from '../../frame/reading/position-filter.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderEmbedded } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { matrixAsked, matrixNames } from '../../parts/matrix-asked.js';
import { factsOfMatrix } from '../../parts/matrix-facts.js';
import { matrixPage } from './pages.js';

/** The matrix without anything around it, for embedding in other sites. */
export function embeddedMatrixRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(
    paths.embedded(paths.negotiation(':negotiation')),
    async (request: Request, response: Response) => {
      const reading = await readNegotiation(services, request, matrixNames, filterNames);
      const asked = matrixAsked(request, reading);
      const facts = await factsOfMatrix(services, reading, asked.filter);
      const page = matrixPage(reading, facts, asked, addressOf(services, request));
      await renderEmbedded(response, 'readers/matrix/embedded', page);
    },
  );
  return router;
}
