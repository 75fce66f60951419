import { setImmediate as giveWay } from 'node:timers/promises';

/** For so long, in milliseconds, statements may follow one another before others get their turn. */
const longestTurn = 10;

/**
 * SQLite answers at once, so a long series of statements never leaves the queue of microtasks by itself: an import of
 * 20,000 rows would keep every other request waiting for its whole length.
 */
export class Turns {
  /** When the last statement was begun, in milliseconds of the process. */
  lastUsed = performance.now();
  #began = 0;

  /** To be called ahead of each statement, and to be waited for where it answers something. */
  next(): Promise<void> | null {
    this.lastUsed = performance.now();
    return this.lastUsed - this.#began < longestTurn ? null : this.#giveWay();
  }

  async #giveWay(): Promise<void> {
    await giveWay();
    this.#began = performance.now();
  }
}
