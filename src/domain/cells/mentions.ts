import type { Sequence } from '../identifiers.js';
import { countWhile, grown, roomFor } from './column.js';
import type { SequenceSet } from './sequence-set.js';

/**
 * Which sources, speakers or updates (by id) the records of a negotiation name, and when. Parallel columns in the order
 * of the log.
 */
export class Mentions {
  private length = 0;
  private greatest = 0;
  private named = new Uint32Array(0);
  private records = new Uint32Array(0);
  private from = new Uint32Array(0);
  /** The entry that first named each. */
  private readonly first = new Map<number, Sequence>();

  /** Notes that an entry on a record names something. */
  add(named: number, record: Sequence, entry: Sequence): void {
    if (this.length === this.named.length) this.makeRoom(roomFor(this.length));
    this.named[this.length] = named;
    this.records[this.length] = record;
    this.from[this.length] = entry;
    this.length += 1;
    this.greatest = Math.max(this.greatest, named);
    if (!this.first.has(named)) this.first.set(named, entry);
  }

  /** How many had been named by a sequence number. */
  countBy(known: Sequence): number {
    let count = 0;
    for (const entry of this.first.values()) if (entry <= known) count += 1;
    return count;
  }

  /** What had been named by a sequence number, and how often; with `records`, only by those. */
  at(known: Sequence, records: SequenceSet | null): Map<number, number> {
    const times = this.timesAt(known, records);
    const found = new Map<number, number>();
    for (const [named, count] of times.entries()) if (count > 0) found.set(named, count);
    return found;
  }

  /** How many had been named by some records. */
  countAt(known: Sequence, records: SequenceSet): number {
    return this.timesAt(known, records).reduce((count, times) => count + Math.min(times, 1), 0);
  }

  /** How often each had been named, by its id. */
  private timesAt(known: Sequence, records: SequenceSet | null): Uint32Array {
    const times = new Uint32Array(this.greatest + 1);
    const end = countWhile(this.length, (index) => (this.from[index] as Sequence) <= known);
    for (let index = 0; index < end; index += 1)
      if (records === null || records.has(this.records[index] as Sequence))
        times[this.named[index] as number] = (times[this.named[index] as number] as number) + 1;
    return times;
  }

  private makeRoom(room: number): void {
    this.named = grown(this.named, room);
    this.records = grown(this.records, room);
    this.from = grown(this.from, room);
  }
}
