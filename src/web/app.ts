import { randomUUID } from 'node:crypto';
import express, { type Express, type Router } from 'express';
import { errorHandler, nothingHere } from './errors/handler.js';
import { setContext } from './request-context.js';
import type { Services } from './services.js';

/** Every noun's routes, in the order in which they are asked. */
const routers: readonly ((services: Services) => Router)[] = [];

/** The web application over what it is handed; nothing in it is global. */
export function createApp(services: Services): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', (text: string) => new URLSearchParams(text));
  app.set('trust proxy', services.config.trustProxy);
  app.use((_request, response, next) => {
    const requestId = randomUUID();
    setContext(response, { requestId, viewer: null });
    response.set('X-Request-Id', requestId);
    next();
  });
  for (const router of routers) app.use(router(services));
  app.use(nothingHere);
  app.use(errorHandler(services));
  return app;
}
