import { Router } from 'express';
import { paths } from '../paths.js';
import { version } from '../version.js';
import type { Services } from '../services.js';

/** So that what has been started can be told from afar. */
const versionLine = `version ${version}\n`;

/** For monitoring: does the server answer at all, and should it be sent readers? */
export function healthRoutes({ database, lifecycle, memory }: Services): Router {
  const router = Router({ caseSensitive: true, strict: true });

  router.get(paths.health, (_request, response) => {
    response.set('Cache-Control', 'no-store').type('text/plain').send('ok\n');
  });

  router.get(paths.readiness, async (request, response) => {
    response.set('Cache-Control', 'no-store').type('text/plain');
    if (lifecycle.isStopping) {
      response.err = new Error('The server is stopping.');
      return void response.status(503).send('stopping\n');
    }
    try {
      await database.stateNumber();
      const displacement = database.displacement();
      if (displacement !== null || lifecycle.isDisplaced) {
        response.err = new Error(displacement ?? lifecycle.readOnly ?? '');
        return void response.status(503).send('read-only: the file of the database was replaced\n');
      }
      if (lifecycle.readOnly !== null) {
        response.err = new Error(lifecycle.readOnly);
        return void response.status(503).send('read-only: the record does not verify\n');
      }
      // Everything else can be answered meanwhile, so a load balancer should keep sending readers.
      if (memory.loading > 0)
        return void response.send('ready, but still reading logs\n'.concat(versionLine));
      response.send('ready\n'.concat(versionLine));
    } catch (error) {
      request.log.error({ err: error }, 'not ready');
      response.err = error as Error;
      response.status(503).send('The database does not answer.\n');
    }
  });

  return router;
}
