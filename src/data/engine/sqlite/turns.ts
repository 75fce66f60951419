import { othersTurn } from '../others-turn.js';

/** How long, in milliseconds, statements may follow one another before other work gets its turn. */
const longestTurn = 10;

/**
 * SQLite answers synchronously, so a long series of statements never leaves the microtask queue by itself: an import of
 * 20,000 rows would keep every other request waiting until it ends.
 */
export class Turns {
  /** When the last statement began, by the process's own clock, in milliseconds. */
  lastUsed = performance.now();
  #began = 0;

  /** To be called before each statement, and to be awaited if it returns a promise. */
  next(): Promise<void> | null {
    this.lastUsed = performance.now();
    return this.lastUsed - this.#began < longestTurn ? null : this.#giveWay();
  }

  async #giveWay(): Promise<void> {
    await othersTurn();
    this.#began = performance.now();
  }
}
