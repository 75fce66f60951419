import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HttpLogger, pinoHttp } from 'pino-http';
import type { Services } from './services.js';

/** One line of JSON for each request, with its id. Queries and secrets in paths are not written down. */
export function requestLog({ logger }: Pick<Services, 'logger'>): HttpLogger {
  return pinoHttp({
    logger,
    genReqId: (_request: IncomingMessage, response: ServerResponse) => {
      const requestId = randomUUID();
      response.setHeader('X-Request-Id', requestId);
      return requestId;
    },
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'warn' : 'info',
    autoLogging: { ignore: ({ url }) => url?.startsWith('/assets/') ?? false },
    wrapSerializers: false,
    serializers: {
      req: ({ id, method, originalUrl }: { id: string; method: string; originalUrl: string }) => ({
        id,
        method,
        path: loggedPath(originalUrl),
      }),
      res: ({ statusCode }: ServerResponse) => ({ statusCode }),
    },
  });
}

function loggedPath(url: string): string {
  const path = url.split('?')[0] as string;
  return path.replace(/^(\/(?:set-up|invitations)\/).*/, '$1…');
}
