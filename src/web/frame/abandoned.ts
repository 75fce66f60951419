import type { Request, Response } from 'express';
import { contextOf } from './request-context.js';

/** Thrown when the client has gone: nothing more is done, and nobody is answered. */
export class Abandoned extends Error {
  override name = 'Abandoned';
}

/** Aborted once the client has gone. A posted form is finished all the same: it may already be recorded. */
export function abandonmentOf({ method }: Request, response: Response): AbortSignal {
  const leaving = new AbortController();
  if (method === 'GET' || method === 'HEAD') {
    response.once('close', () => {
      if (!response.writableFinished) leaving.abort(new Abandoned('Whoever asked has gone.'));
    });
  }
  return leaving.signal;
}

/** The signal of a request that is being answered. */
export function abandonedSignal({ res }: Request): AbortSignal {
  return res ? contextOf(res).abandoned : new AbortController().signal;
}
