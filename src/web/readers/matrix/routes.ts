import { isolating } from '../../../domain/isolation.js';
import { type Request, Router } from 'express';
import { type Day, isDay } from '../../../domain/when.js';
import { addressOf } from '../../frame/address.js';
import { badRequest } from '../../frame/http-errors.js';
import { type Reading, readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { closedName, filterNames, positionFilterOf, textName } from '../../frame/reading/position-filter.js';
import { factsOfMatrix } from '../../parts/matrix-facts.js';
import { matrixPage } from './pages.js';

export function matrixRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation', async (request, response) => {
    const reading = await readNegotiation(services, request, ['since', textName, closedName], filterNames);
    const since = sinceOf(request, reading);
    const filter = positionFilterOf(request, reading.negotiation);
    const facts = await factsOfMatrix(services, reading, filter);
    await renderPage(
      response,
      'readers/matrix/matrix',
      matrixPage(reading, facts, { since, filter }, addressOf(services, request)),
    );
  });
  return router;
}

/** The day since which movements are marked; null if none are to be marked. */
function sinceOf(request: Request, { asOf }: Reading): Day | null {
  const since = (request.query as unknown as URLSearchParams).get('since') || null;
  if (since === null) return null;
  if (!isDay(since))
    throw badRequest(isolating`“${since}” is not a day. Write since as a full day, such as 2025-08-14.`);
  if (since > asOf) throw badRequest(`since=${since} is later than the page, which is of ${asOf}.`);
  return since;
}
