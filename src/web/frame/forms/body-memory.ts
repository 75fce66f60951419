import type { Response } from 'express';
import { HttpError } from '../http-errors.js';

const megabyte = 1024 * 1024;

/**
 * In bytes, what all posted bodies may take of the memory together, 64 MB: apart for visitors, so that no stranger keeps
 * out who is signed in, and for the usual short forms, so that no large one keeps out those.
 */
const places = { visitor: 8 * megabyte, short: 4 * megabyte, large: 52 * megabyte } as const;

export type BodyPlace = keyof typeof places;

/** A form of more bytes is a large one. */
export const longestShortForm = megabyte / 4;

/** In seconds, when it is worth trying again. */
const retryAfter = '10';

/** What posted bodies take of the memory. */
export class BodyMemory {
  readonly #taken: Record<BodyPlace, number> = { visitor: 0, short: 0, large: 0 };

  /** Keeps so much for a request until it is answered. Throws 503 where there is no more, before anything is read. */
  take(response: Response, place: BodyPlace, bytes: number): void {
    if (this.#taken[place] + bytes > places[place]) {
      response.set('Retry-After', retryAfter);
      throw new HttpError(503, noPlace);
    }
    this.#taken[place] += bytes;
    response.once('close', () => {
      this.#taken[place] -= bytes;
    });
  }
}

const noPlace =
  'The server is receiving as much as it can hold at once, so this was not read and nothing was recorded. Go back, and send it again in a moment.';
