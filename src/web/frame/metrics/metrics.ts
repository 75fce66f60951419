import { createRequire } from 'node:module';
import type { Express, RequestHandler, Response } from 'express';
import type { Registry } from 'prom-client';
import { assetsPath } from '../assets.js';
import { eventNames, eventsOf } from '../security/events.js';
import type { Services } from '../services.js';
import { addGauges, type Prometheus } from './gauges.js';
import { routeNames } from './route-names.js';

/** In seconds: from a cached page to an import. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const methods = ['GET', 'HEAD', 'POST'];

/** Loaded only where somebody wants metrics, so that other servers start sooner. */
const prometheus = () => createRequire(import.meta.url)('prom-client') as Prometheus;

/** The metrics of one application: its requests, security events, state and process. */
export interface Metrics {
  readonly registry: Registry;
  /** Measures every request that passes through it. */
  readonly measure: RequestHandler;
}

/** Null without METRICS_TOKEN: nothing is counted that nobody could read. */
export function createMetrics(app: Express, services: Services): Metrics | null {
  if (services.config.metricsToken === null) return null;
  const { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } = prometheus();
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addGauges({ Gauge }, registry, services);
  const count = eventCounter({ Counter }, registry);
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'How long requests took, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers: [registry],
  });
  const routeOf = routeFinder(app);
  const measure: RequestHandler = (request, response, next) => {
    const begun = performance.now();
    // A file that is compressed while it is sent already has ten listeners, the most that Node considers normal.
    response.setMaxListeners(20);
    response.once('close', () => {
      const method = methods.includes(request.method) ? request.method : 'other';
      const labels = { method, route: routeOf(response), status: statusOf(response) };
      durations.observe(labels, (performance.now() - begun) / 1000);
      count(response);
    });
    next();
  };
  return { registry, measure };
}

/** By the first request, all routes exist. */
function routeFinder(app: Express): (response: Response) => string {
  let names: ReturnType<typeof routeNames> | undefined;
  return ({ req }) => {
    if (req.route) return req.route.path as string;
    if (req.baseUrl.startsWith(assetsPath)) return '/assets';
    names ??= routeNames(app);
    return names(req.path) ?? 'none';
  };
}

/** A reader who leaves before the end has received no status that could be reported. */
function statusOf(response: Response): string {
  return response.writableFinished ? String(response.statusCode) : 'aborted';
}

/** Each event begins at 0, so that the first one shows as an increase. */
function eventCounter(
  { Counter }: Pick<Prometheus, 'Counter'>,
  registry: Registry,
): (response: Response) => void {
  const counter = new Counter({
    name: 'tracker_security_events_total',
    help: 'Security events by their name in the log, such as authn_login_fail.',
    labelNames: ['event'],
    registers: [registry],
  });
  for (const event of eventNames.filter((name) => !name.startsWith('sys_'))) counter.inc({ event }, 0);
  return (response) => {
    for (const event of eventsOf(response)) counter.inc({ event });
  };
}
