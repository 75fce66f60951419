import { isolating } from '../../domain/isolation.js';
import { type Request, Router } from 'express';
import { type Day, isDay } from '../../domain/when.js';
import { addressOf } from '../address.js';
import { badRequest } from '../http-errors.js';
import { type Reading, readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { filterNames, positionFilterOf, textName } from '../position-filter.js';
import { countsOfMatrix } from './counts.js';
import { matrixPage } from './pages.js';

export function matrixRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation', async (request, response) => {
    const reading = await readNegotiation(services, request, ['since', textName], filterNames);
    const since = sinceOf(request, reading);
    const filter = positionFilterOf(request, reading.negotiation);
    const counts = await countsOfMatrix(services, reading, filter);
    await renderPage(
      response,
      'matrix/matrix',
      matrixPage(reading, counts, { since, filter }, addressOf(services, request)),
    );
  });
  return router;
}

/** The day since which movements are marked; null where none are asked for. */
function sinceOf(request: Request, { asOf }: Reading): Day | null {
  const since = (request.query as unknown as URLSearchParams).get('since') || null;
  if (since === null) return null;
  if (!isDay(since))
    throw badRequest(isolating`“${since}” is not a day. Write since as a full day, such as 2025-08-14.`);
  if (since > asOf) throw badRequest(`since=${since} is later than the page, which is of ${asOf}.`);
  return since;
}
