import type { Sequence } from './entry.js';

/** What the records of a negotiation name by a number (sources, say), in lists of plain values, in the order of the log. */
export class Mentions {
  private readonly named: number[] = [];
  private readonly records: Sequence[] = [];
  private readonly from: Sequence[] = [];
  /** From which entry on each is named at all. */
  private readonly first = new Map<number, Sequence>();

  /** An entry on a record names it. */
  add(named: number, record: Sequence, entry: Sequence): void {
    this.named.push(named);
    this.records.push(record);
    this.from.push(entry);
    if (!this.first.has(named)) this.first.set(named, entry);
  }

  /** How many are named by a sequence number. */
  countBy(known: Sequence): number {
    let count = 0;
    for (const entry of this.first.values()) if (entry <= known) count += 1;
    return count;
  }

  /** What is named by a sequence number, and how often; only by some of the records, unless they are null. */
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
