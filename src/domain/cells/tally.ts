import type { Sequence } from '../identifiers.js';
import { countWhile, Growth, grown } from './column.js';

/** No day is later: the number of 9999-12-31 is 2,932,896. */
const noLimit = 2 ** 29;

/** How many changes are summed up, so that a page may add them all at once. */
const pageLength = 1_024;

/**
 * How many things count, at any pair of clocks, of which each counts from a day on: the changes in the order of the log.
 *
 *     entry   7      9      9      11
 *     day     +20    -20    +31    +5        one thing from day 20, moved to day 31 by entry 9; another from day 5
 *
 * Of each thousand changes the latest day and the sum are kept: at today’s clocks nothing else is read. At earlier ones
 * the days are read one after another, a million in a millisecond.
 */
export class Tally {
  private length = 0;
  private entries = new Uint32Array(0);
  /** Twice the day, and one more where a thing ceases to count from that day. */
  private changes = new Int32Array(0);
  /** By the number of a page: its latest day, and what all its changes come to. */
  private readonly latest: number[] = [];
  private readonly sums: number[] = [];

  constructor(private readonly growth = new Growth()) {}

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
    const end = countWhile(this.length, (index) => (this.entries[index] as Sequence) <= known);
    const last = lastDay ?? noLimit;
    let count = 0;
    for (let page = 0; page * pageLength < end; page += 1) {
      const [start, next] = [page * pageLength, (page + 1) * pageLength];
      const isAdded = next <= end && (this.latest[page] as number) <= last;
      count += isAdded ? (this.sums[page] as number) : this.countBetween(start, Math.min(next, end), last);
    }
    return count;
  }

  private countBetween(start: number, end: number, lastDay: number): number {
    const { changes } = this;
    const last = 2 * lastDay + 1;
    let count = 0;
    for (let index = start; index < end; index += 1) {
      const change = changes[index] as number;
      // -1 up to the last day, 0 after it: without a branch that a processor would guess wrong.
      const isCounted = ~((last - change) >> 31);
      count += (1 - 2 * (change & 1)) & isCounted;
    }
    return count;
  }

  private put(entry: Sequence, change: number): void {
    if (this.length === this.entries.length) {
      const room = this.growth.roomFor(this.length);
      this.entries = grown(this.entries, room);
      this.changes = grown(this.changes, room);
    }
    this.entries[this.length] = entry;
    this.changes[this.length] = change;
    const page = Math.floor(this.length / pageLength);
    this.latest[page] = Math.max(this.latest[page] ?? -Infinity, change >> 1);
    this.sums[page] = (this.sums[page] ?? 0) + 1 - 2 * (change & 1);
    this.length += 1;
  }
}
