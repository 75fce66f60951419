import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HttpLogger, pinoHttp } from 'pino-http';
import type { Services } from './services.js';

/**
 * One line of JSON per request, with its id, which every line written by `request.log` has too. The cause of a failure
 * is taken from the response, where the error handler left it. Queries and secrets in paths are not logged.
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

/**
 * The path without its query and without the secret in a link, in whatever form it was sent: as a full URL, as to a
 * proxy (RFC 9112, 3.2.2), percent-encoded, or with something that a mail program has put before it.
 */
export function loggedPath(url: string): string {
  const path = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/)[0] as string;
  const plain = decoded(path);
  const shown = plain
    .replace(/^([/\\.]*(?:set-up|invitations)[/\\]+).+/is, '$1…')
    .replace(/(?=[\w-]*[A-Z])[\w-]{32,}/g, '…');
  return shown === plain ? path : shown;
}

/** Decodes percent-encoded letters, digits and the like, even if they were encoded several times. */
function decoded(path: string): string {
  const once = path.replace(/%([2-7][\da-f])/gi, (_all, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  return once === path ? path : decoded(once);
}
