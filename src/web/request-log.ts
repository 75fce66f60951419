import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HttpLogger, pinoHttp } from 'pino-http';
import type { Services } from './services.js';

/**
 * One line of JSON for each request, with its id, as every line that `request.log` writes. Where it failed, its cause
 * is what the error handler left at the response. Queries and secrets in paths are not written down.
 */
export function requestLog({ logger }: Pick<Services, 'logger'>): HttpLogger {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    genReqId: (_request: IncomingMessage, response: ServerResponse) => {
      const requestId = randomUUID();
      response.setHeader('X-Request-Id', requestId);
      return requestId;
    },
    customLogLevel: (_request, response, error) =>
      error || response.err || response.statusCode >= 500
        ? 'error'
        : response.statusCode >= 400
          ? 'warn'
          : 'info',
    autoLogging: { ignore: ({ url }) => url?.startsWith('/assets/') ?? false },
    wrapSerializers: false,
    serializers: {
      req: ({ method, originalUrl }: { method: string; originalUrl: string }) => ({
        method,
        path: loggedPath(originalUrl),
      }),
      res: ({ statusCode }: ServerResponse) => ({ statusCode }),
    },
  });
}

/** The path without its query, and without the secret that it may end with; routes are found in any case of letters. */
export function loggedPath(url: string): string {
  const path = url.split('?')[0] as string;
  return path.replace(/^(\/(?:set-up|invitations)\/).*/i, '$1…');
}
