import { Router } from 'express';
import { paths } from '../paths.js';
import type { Services } from '../services.js';

/** For whoever watches the server: does it answer at all, and should it be sent readers? */
export function healthRoutes({ database, lifecycle, logger }: Services): Router {
  const router = Router();

  router.get(paths.health, (_request, response) => {
    response.set('Cache-Control', 'no-store').type('text/plain').send('ok\n');
  });

  router.get(paths.readiness, async (_request, response) => {
    response.set('Cache-Control', 'no-store').type('text/plain');
    if (lifecycle.isStopping) return void response.status(503).send('stopping\n');
    try {
      await database.stateNumber();
      response.send('ready\n');
    } catch (error) {
      logger.error({ err: error }, 'not ready');
      response.status(503).send('The database does not answer.\n');
    }
  });

  return router;
}
