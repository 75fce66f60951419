import { type Request, type Response, Router } from 'express';
import { inTurns } from '../../../data/engine/in-turns.js';
import { positionRows } from '../../../data/log/export-rows.js';
import { exportContext } from '../../parts/export-context.js';
import { notFound } from '../../frame/http-errors.js';
import { filterParameters } from '../../frame/reading/position-filter.js';
import { type Reading, readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Role } from '../../../domain/people/permissions.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { demandAsked, demandFilter } from './asked.js';
import { type DemandPage, demandPage } from './pages.js';

/** Editors act only on what is now; null for readers, and at another time. */
function roleNow(response: Response, { isAnotherTime }: Reading): Role | null {
  return isAnotherTime ? null : (contextOf(response).viewer?.role ?? null);
}

export function demandRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation/demands/:demand', async (request, response) => {
    const page = await demandPageOf(services, request, (reading) => roleNow(response, reading));
    await renderPage(response, 'readers/demands/demand', page);
  });
  return router;
}

/** One demand, as the address asks for it. */
export async function demandPageOf(
  services: Services,
  request: Request,
  roleIn: (reading: Reading) => Role | null,
): Promise<DemandPage> {
  const { once, repeatable } = filterParameters(demandFilter);
  const reading = await readNegotiation(services, request, once, repeatable);
  const { demands } = reading.negotiation;
  const demand = demands.find(({ slug }) => slug === request.params.demand);
  if (!demand) throw notFound('There is no such demand in this negotiation at this time.');
  const asked = demandAsked(request, reading, demand);
  const context = exportContext(services, request, reading);
  const rows = await positionRows(services.database.read, context, {
    demands: [demand],
    parties: asked.parties,
  });
  return inTurns(demandPage(reading, asked, rows, roleIn(reading)));
}
