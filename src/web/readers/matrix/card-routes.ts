import { Router } from 'express';
import { paths } from '../../frame/paths.js';
import { setETag } from '../../frame/public-pages.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderDocument } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { demandOf, partyOf } from '../../parts/cell-place.js';
import { cellCard } from './card.js';

/** What the script of the matrix shows beside a cell. A wide matrix with all of it in its page would be ten times as long. */
export function cellCardRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.cellCard(':negotiation', ':party', ':demand'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    const place = { party: partyOf(reading, request), demand: demandOf(reading, request) };
    const text = await renderDocument('readers/matrix/card', await cellCard(services, reading, place));
    setETag(response);
    response.set('X-Robots-Tag', 'noindex').type('html').send(text);
  });
  return router;
}
