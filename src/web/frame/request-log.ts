import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Services } from './services.js';

declare module 'node:http' {
  interface IncomingMessage {
    id: string;
    /** Writes lines that carry the id of the request. */
    log: Logger;
  }
  interface ServerResponse {
    /** Why the request failed. */
    err?: Error;
  }
}

/**
 * One line of JSON per request, with its id, which every line written by `request.log` has too. The cause of a failure
 * is taken from the response, where the error handler left it. Queries and secrets in paths are not logged.
 */
export function requestLog({ logger }: Pick<Services, 'logger'>): RequestHandler {
  return (request, response, next) => {
    const [requestId, begun] = [randomUUID(), Date.now()];
    request.id = requestId;
    request.log = logger.child({ requestId });
    response.setHeader('X-Request-Id', requestId);
    if (request.originalUrl.startsWith('/assets/')) return next();
    response.once('close', () => {
      const level = levelOf(response);
      if (!request.log.isLevelEnabled(level)) return;
      const { method, originalUrl } = request;
      const { statusCode, err } = response;
      request.log[level](
        {
          req: { method, path: loggedPath(originalUrl) },
          res: { statusCode },
          ...(level === 'error' && { err: err ?? new Error(`failed with status code ${statusCode}`) }),
          responseTime: Date.now() - begun,
        },
        wordsOf(response),
      );
    });
    next();
  };
}

function levelOf({ err, statusCode }: Response): 'error' | 'warn' | 'info' {
  if (err || statusCode >= 500) return 'error';
  return statusCode >= 400 ? 'warn' : 'info';
}

function wordsOf(response: Response): string {
  if (levelOf(response) === 'error') return 'request errored';
  return response.writableEnded ? 'request completed' : 'request aborted';
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
