import { type Request, type Response, Router } from 'express';
import { paths } from '../../frame/paths.js';
import { renderEmbedded } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { questionPageOf } from './routes.js';

/** One question without anything around it, for embedding in other sites. */
export function embeddedQuestionRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const path = paths.embedded(paths.question(':negotiation', ':question'));
  router.get(path, async (request: Request, response: Response) => {
    const page = await questionPageOf(services, request, null);
    await renderEmbedded(response, 'readers/questions/embedded', page);
  });
  return router;
}
