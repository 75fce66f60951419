import { Router } from 'express';
import { readNegotiation } from '../reading.js';
import { paths } from '../paths.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { allChanges, changeNames, changesFilterOf, repeatableChangeNames } from './asked.js';
import { changesPage } from './pages.js';

/** What changed between two days. */
export function changesRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.changes(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, changeNames, repeatableChangeNames);
    const filter = changesFilterOf(request, reading);
    const changes = allChanges(reading, filter);
    await renderPage(response, 'changes/changes', changesPage({ reading, filter, changes }));
  });
  return router;
}
