import { type Request, type Response, Router } from 'express';
import { paths } from '../../frame/paths.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderEmbedded } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { positionPageOf } from './routes.js';

/** One position without anything around it, for embedding in other sites. */
export function embeddedPositionRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const path = paths.embedded(paths.position(':negotiation', ':party', ':demand'));
  router.get(path, async (request: Request, response: Response) => {
    const reading = await readNegotiation(services, request);
    const page = await positionPageOf(services, request, { reading, viewer: null });
    await renderEmbedded(response, 'readers/positions/embedded', page);
  });
  return router;
}
