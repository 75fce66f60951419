import { type Request, type Response, Router } from 'express';
import { addressOf } from '../../frame/address.js';
import { countsOfMatrix } from '../matrix/counts.js';
import { matrixPage } from '../matrix/pages.js';
import { filterNames, positionFilterOf, textName } from '../../frame/reading/position-filter.js';
import { paths } from '../../frame/paths.js';
import { positionPageOf } from '../positions/routes.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderEmbedded } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';

/** A matrix or one position without anything around it: the only pages that other sites may frame. */
export function embedRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });

  router.get(paths.embeddedMatrix(':negotiation'), async (request: Request, response: Response) => {
    const reading = await readNegotiation(services, request, [textName], filterNames);
    const filter = positionFilterOf(request, reading.negotiation);
    const counts = await countsOfMatrix(services, reading, filter);
    const page = matrixPage(reading, counts, { since: null, filter }, addressOf(services, request));
    await renderEmbedded(response, 'readers/embed/matrix', page);
  });

  router.get(
    paths.embeddedPosition(':negotiation', ':party', ':demand'),
    async (request: Request, response: Response) => {
      const reading = await readNegotiation(services, request);
      const page = await positionPageOf(services, request, { reading, viewer: null });
      await renderEmbedded(response, 'readers/embed/position', page);
    },
  );

  return router;
}
