import { createHash } from 'node:crypto';
import { Router } from 'express';
import { paths } from '../paths.js';
import { isSameToken } from '../security/request-forgery.js';
import type { Services } from '../services.js';
import type { Metrics } from './metrics.js';

/**
 * The metrics in the format of Prometheus, for whoever has METRICS_TOKEN (RFC 6750, “Bearer”). Without that setting
 * there is nothing here.
 */
export function metricsRoutes(
  { config: { metricsToken } }: Pick<Services, 'config'>,
  metrics: Metrics | null,
): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get(paths.metrics, async (request, response, next) => {
    if (metricsToken === null || metrics === null) return next();
    response.set('Cache-Control', 'no-store');
    const given = /^bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
    if (!isSameToken(digest(given), digest(metricsToken))) {
      response.set('WWW-Authenticate', 'Bearer realm="metrics"').status(401).type('text/plain');
      return void response.send('Send the token of METRICS_TOKEN: “Authorization: Bearer …”.\n');
    }
    response.set('Content-Type', metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}

/** The same length for every token, so that comparing does not reveal its length. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
