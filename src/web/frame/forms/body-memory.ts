import type { Response } from 'express';
import { HttpError } from '../http-errors.js';

const megabyte = 1024 * 1024;

/**
 * In bytes, how much memory all posted bodies may take together: 64 MB, divided so that no stranger can keep out people
 * who are signed in, and no large form the usual short ones.
 */
const places = { visitor: 8 * megabyte, short: 4 * megabyte, large: 52 * megabyte } as const;

export type BodyPlace = keyof typeof places;

/** A larger form counts as large. */
export const longestShortForm = megabyte / 4;

/** In seconds: when it is worth trying again. */
const retryAfter = '10';

/** Counts the memory that posted bodies take. */
export class BodyMemory {
  readonly #taken: Record<BodyPlace, number> = { visitor: 0, short: 0, large: 0 };

  /** Reserves memory for a request until it is answered. Throws 503 if there is not enough, before anything is read. */
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
