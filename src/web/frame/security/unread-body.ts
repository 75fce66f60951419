import { Writable } from 'node:stream';
import type { RequestHandler } from 'express';

/**
 * Discards the unread rest of a request when it is answered, one piece of one request at a time. Node would read on by
 * itself, up to 2 MB of each before any other work: next to a hundred oversized forms, every other request would wait
 * for half a second. If it were not read at all, a client that is still sending would never see the answer.
 */
export function discardUnread(): RequestHandler {
  const waiting: (() => void)[] = [];
  const takeTurn = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(takeTurn);
  };
  const discard = (_piece: unknown, _encoding: string, done: () => void) => {
    if (waiting.push(done) === 1) setImmediate(takeTurn);
  };
  return (request, response, next) => {
    response.once('prefinish', () => {
      if (request.complete || request.readableDidRead) return;
      // Once somebody has begun to read, Node may not discard the rest.
      request.read();
      request.pipe(new Writable({ highWaterMark: 1, write: discard }));
    });
    next();
  };
}
