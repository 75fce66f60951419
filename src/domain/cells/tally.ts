import type { Sequence } from '../identifiers.js';
import { countWhile, grown, roomFor } from './column.js';

/** No day is later: the number of 9999-12-31 is 2,932,896. */
const noLimit = 2 ** 29;

/**
 * How many things count, at any pair of clocks, of which each counts from a day on: the changes in the order of the log.
 *
 *     entry   7      9      9      11
 *     day     +20    -20    +31    +5        one thing from day 20, moved to day 31 by entry 9; another from day 5
 *
 * A page counts a million of them in a millisecond, since it reads nothing but the days, one after another.
 */
export class Tally {
  private length = 0;
  private entries = new Uint32Array(0);
  /** Twice the day, and one more where a thing ceases to count from that day. */
  private changes = new Int32Array(0);

  /** From an entry on, something counts from a day on. */
  add(entry: Sequence, day: number): void {
    this.put(entry, 2 * day);
  }

  /** From an entry on, it no longer does. */
  remove(entry: Sequence, day: number): void {
    this.put(entry, 2 * day + 1);
  }

  /** How many count at a sequence number on a day; without a day, on whichever. */
  countAt(known: Sequence, lastDay: number | null): number {
    const { changes } = this;
    const end = countWhile(this.length, (index) => (this.entries[index] as Sequence) <= known);
    const last = 2 * (lastDay ?? noLimit) + 1;
    let count = 0;
    for (let index = 0; index < end; index += 1) {
      const change = changes[index] as number;
      // -1 up to the last day, 0 after it: without a branch that a processor would guess wrong.
      const isCounted = ~((last - change) >> 31);
      count += (1 - 2 * (change & 1)) & isCounted;
    }
    return count;
  }

  private put(entry: Sequence, change: number): void {
    if (this.length === this.entries.length) {
      this.entries = grown(this.entries, roomFor(this.length));
      this.changes = grown(this.changes, roomFor(this.length));
    }
    this.entries[this.length] = entry;
    this.changes[this.length] = change;
    this.length += 1;
  }
}
