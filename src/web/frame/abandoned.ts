import type { ServerResponse } from 'node:http';

/** Thrown when the client has gone: nothing more is done, and nobody is answered. */
export class Abandoned extends Error {
  override name = 'Abandoned';
}

const signals = new WeakMap<ServerResponse, AbortSignal>();

/**
 * Aborted once the client has gone. A posted form is finished all the same: it may already be recorded. Made when it is
 * first asked for, because a kept answer needs none.
 * What nobody waits for on the network has no response, and is not abandoned.
 */
export function abandonedSignal(response: ServerResponse | undefined): AbortSignal {
  if (!response) return new AbortController().signal;
  const known = signals.get(response);
  if (known) return known;
  const leaving = new AbortController();
  const leave = () => {
    if (!response.writableFinished) leaving.abort(new Abandoned('Whoever asked has gone.'));
  };
  const { method } = response.req;
  if (method === 'GET' || method === 'HEAD') {
    if (response.destroyed) leave();
    else response.once('close', leave);
  }
  signals.set(response, leaving.signal);
  return leaving.signal;
}
