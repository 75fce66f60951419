import { othersTurn } from '../others-turn.js';

/** How long, in milliseconds, statements may follow one another before other work gets its turn. */
const longestTurn = 10;

/**
 * SQLite answers synchronously, so a long series of statements never leaves the microtask queue by itself: an import of
 * 20,000 rows would keep every other request waiting until it ends. A turn begins with its first statement and ends as
 * soon as the others have had theirs: a short transaction, for which all later ones wait, never gives way.
 */
export class Turns {
  /** When the last statement began, by the process's own clock, in milliseconds. */
  lastUsed = performance.now();
  /** Null between two turns. */
  #began: number | null = null;

  /** To be called before each statement, and to be awaited if it returns a promise. */
  next(): Promise<void> | null {
    this.lastUsed = performance.now();
    this.#began ??= this.#begin();
    return this.lastUsed - this.#began < longestTurn ? null : othersTurn();
  }

  #begin(): number {
    setImmediate(() => {
      this.#began = null;
    });
    return this.lastUsed;
  }
}
