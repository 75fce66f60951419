import type { Sequence } from '../identifiers.js';
import { countWhile, Growth, grown } from './column.js';
import { type FoundBefore, nothingBefore, SequenceSet } from './sequence-set.js';
import type { StandingEntries } from './standing-entries.js';
import { Times } from './times.js';

const none = new SequenceSet();

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

  constructor(private readonly growth = new Growth()) {}

  /** Notes that an entry on a record names something. */
  add(named: number, record: Sequence, entry: Sequence): void {
    if (this.length === this.named.length) this.makeRoom(this.growth.roomFor(this.length));
    this.named[this.length] = named;
    this.records[this.length] = record;
    this.from[this.length] = entry;
    this.length += 1;
    this.greatest = Math.max(this.greatest, named);
  }

  /**
   * What had been named by a sequence number, and how often; with `records`, only by those; with `standing`, only by the
   * entries that stand.
   */
  at(known: Sequence, records: SequenceSet | null, standing: StandingEntries | null = null): Times {
    const times = new Uint32Array(this.greatest + 1);
    const fallen = standing?.fallenAt(known) ?? none;
    const isAnyFallen = fallen.size > 0;
    const end = this.endAt(known);
    for (let index = 0; index < end; index += 1) {
      if (isAnyFallen && fallen.has(this.from[index] as Sequence)) continue;
      const named = this.named[index] as number;
      if (records === null || records.has(this.records[index] as Sequence))
        times[named] = (times[named] as number) + 1;
    }
    return new Times(times);
  }

  /**
   * What had been named by entries of some records that stand; without `standing` by all of them. What later entries name
   * is added to what was `before`.
   */
  namedBy(
    records: SequenceSet,
    known: Sequence,
    standing: StandingEntries | null,
    before: FoundBefore = nothingBefore(),
  ): SequenceSet {
    const { found } = before;
    const fallen = standing?.fallenAt(known) ?? none;
    const isAnyFallen = fallen.size > 0;
    const end = this.endAt(known);
    for (let index = this.endAt(before.known); index < end; index += 1) {
      if (isAnyFallen && fallen.has(this.from[index] as Sequence)) continue;
      if (records.has(this.records[index] as Sequence)) found.add(this.named[index] as number);
    }
    return found;
  }

  /** The indexes of what an entry names. */
  *inEntry(entry: Sequence): Generator<number> {
    for (let index = this.endAt(entry - 1); index < this.length && this.from[index] === entry; index += 1)
      yield index;
  }

  namedAt(index: number): number {
    return this.named[index] as number;
  }

  recordAt(index: number): Sequence {
    return this.records[index] as Sequence;
  }

  entryAt(index: number): Sequence {
    return this.from[index] as Sequence;
  }

  private endAt(known: Sequence): number {
    return countWhile(this.length, (index) => (this.from[index] as Sequence) <= known);
  }

  private makeRoom(room: number): void {
    this.named = grown(this.named, room);
    this.records = grown(this.records, room);
    this.from = grown(this.from, room);
  }
}
