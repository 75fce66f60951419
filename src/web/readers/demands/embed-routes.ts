import { type Request, type Response, Router } from 'express';
import { paths } from '../../frame/paths.js';
import { renderEmbedded } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { demandPageOf } from './routes.js';

/** One demand without anything around it, for embedding in other sites. */
export function embeddedDemandRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const path = paths.embedded(paths.demand(':negotiation', ':demand'));
  router.get(path, async (request: Request, response: Response) => {
    const page = await demandPageOf(services, request, () => null);
    await renderEmbedded(response, 'readers/demands/embedded', page);
  });
  return router;
}
