import type { RequestHandler } from 'express';

/**
 * Ends a connection on which a form does not arrive any more, or an answer is not taken, for that long: whoever asks and
 * never reads would hold it for ever, kept page or stream. Node’s timer starts again with whatever moves, in either
 * direction. While the server itself is at work nothing is to be sent or read, and nothing ends.
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
