import { Writable } from 'node:stream';
import type { RequestHandler } from 'express';

/**
 * Throws away what was not read of a request when it is answered, one piece of one request at a turn. Node would read on
 * by itself, up to 2 MB of each before anybody else has a turn: beside a hundred forms that are too large whoever asks
 * for anything waits for half a second. Were it not read at all, whoever still sends would never see the answer.
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
      // What somebody has begun to read is not Node’s to throw away.
      request.read();
      request.pipe(new Writable({ highWaterMark: 1, write: discard }));
    });
    next();
  };
}
