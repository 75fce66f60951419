import type { RequestHandler } from 'express';

/**
 * Ends a connection if for this long a form has stopped arriving or an answer is not being read: a client that asks and
 * never reads would otherwise hold it for ever, be it a cached page or a stream. Node’s timer restarts with any traffic
 * in either direction. While the server itself is working there is nothing to send or read, and nothing is ended.
 */
export function endStandstill(milliseconds: number): RequestHandler {
  return (request, response, next) => {
    response.setTimeout(milliseconds, () => {
      const { socket } = request;
      if (socket.writableLength > 0 || !request.complete) socket.destroy();
    });
    next();
  };
}
