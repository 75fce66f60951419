import type { Sequence } from '../identifiers.js';

/**
 * Which sources, speakers or updates (by id) the records of a negotiation name, and when. Plain parallel lists in the
 * order of the log.
 */
export class Mentions {
  private readonly named: number[] = [];
  private readonly records: Sequence[] = [];
  private readonly from: Sequence[] = [];
  /** The entry that first named each. */
  private readonly first = new Map<number, Sequence>();

  /** Notes that an entry on a record names something. */
  add(named: number, record: Sequence, entry: Sequence): void {
    this.named.push(named);
    this.records.push(record);
    this.from.push(entry);
    if (!this.first.has(named)) this.first.set(named, entry);
  }

  /** How many had been named by a sequence number. */
  countBy(known: Sequence): number {
    let count = 0;
    for (const entry of this.first.values()) if (entry <= known) count += 1;
    return count;
  }

  /** What had been named by a sequence number, and how often; with `records`, only by those. */
  at(known: Sequence, records: ReadonlySet<Sequence> | null): Map<number, number> {
    const times = new Map<number, number>();
    for (const [index, named] of this.named.entries()) {
      if ((this.from[index] as Sequence) > known) break;
      if (records === null || records.has(this.records[index] as Sequence))
        times.set(named, (times.get(named) ?? 0) + 1);
    }
    return times;
  }
}
