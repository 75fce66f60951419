import type { Sequence } from '../identifiers.js';
import { grown, roomFor } from './column.js';
import type { Mentions } from './mentions.js';
import { Tally } from './tally.js';

/** What is asked of the log about its records. */
export interface DaysOfRecords {
  /** The number of the day from which a record counts, as it was at a sequence number. */
  dayOf(record: Sequence, known: Sequence): number;
  /** The entries of a record up to a sequence number, in the order of the log. */
  entriesOf(record: Sequence, known: Sequence): Iterable<Sequence>;
}

/** The day of what no record has named. */
const none = 2 ** 31 - 1;

/**
 * How many records count at any pair of clocks, and how many sources they name. A source counts from the earliest of the
 * days of the records that name it. Such days change seldom, so their changes are tallied, and a page need not look at
 * every record and citation to say what is behind it.
 */
export class Counts {
  private readonly recordDays = new Tally();
  private readonly sourceDays = new Tally();
  /** By the id of a source, as of the newest entry: its first day. */
  private days = new Int32Array(0);
  /** By the id of a source: one more than the index of its newest mention; by that index, the same of the one before. */
  private newest = new Uint32Array(0);
  private before = new Uint32Array(0);

  constructor(
    private readonly mentions: Mentions,
    private readonly records: DaysOfRecords,
  ) {}

  /** Takes the next entry of the log, after the mentions in it and what its act does to those of its target. */
  take(entry: Sequence, record: Sequence, target: Sequence | null = null): void {
    const day = this.records.dayOf(record, entry);
    for (const mention of this.mentions.inEntry(entry)) {
      const named = this.chain(mention);
      if (day < this.dayOf(named)) this.setDay(named, day, entry);
    }
    if (target !== null) this.turn(target, entry);
    const before = entry === record ? null : this.records.dayOf(record, entry - 1);
    if (before === day) return;
    this.recordDays.add(entry, day);
    if (before === null) return;
    this.recordDays.remove(entry, before);
    this.move(record, { entry, from: before, to: day });
  }

  /** How many records there are at a sequence number that count on a day; without a day, how many in all. */
  recordsAt(known: Sequence, lastDay: number | null): number {
    return this.recordDays.countAt(known, lastDay);
  }

  /** How many sources those records name. */
  sourcesAt(known: Sequence, lastDay: number | null): number {
    return this.sourceDays.countAt(known, lastDay);
  }

  /** An act retracted, restored or replaced what its target names. */
  private turn(target: Sequence, entry: Sequence): void {
    for (const carrier of this.mentions.carriersOf(target))
      for (const mention of this.mentions.inEntry(carrier)) {
        const named = this.mentions.namedAt(mention);
        this.setDay(named, this.earliestOf(named, entry), entry);
      }
  }

  /** An entry moved a record from one day to another. */
  private move(
    record: Sequence,
    { entry, from, to }: Readonly<Record<'entry' | 'from' | 'to', number>>,
  ): void {
    const absent = this.mentions.absentAt(entry);
    for (const earlier of this.records.entriesOf(record, entry - 1)) {
      if (absent.has(earlier)) continue;
      for (const mention of this.mentions.inEntry(earlier)) {
        const named = this.mentions.namedAt(mention);
        const day = this.dayOf(named);
        if (to < day) this.setDay(named, to, entry);
        else if (from === day) this.setDay(named, this.earliestOf(named, entry), entry);
      }
    }
  }

  /** The earliest day of the records that have named a source, as they are at an entry. */
  private earliestOf(named: number, entry: Sequence): number {
    const absent = this.mentions.absentAt(entry);
    let earliest = none;
    for (let next = this.newest[named] as number; next > 0; next = this.before[next - 1] as number)
      if (!absent.has(this.mentions.entryAt(next - 1)))
        earliest = Math.min(earliest, this.records.dayOf(this.mentions.recordAt(next - 1), entry));
    return earliest;
  }

  /** Puts a new mention before those of the same source; returns the source. */
  private chain(mention: number): number {
    const named = this.mentions.namedAt(mention);
    if (mention >= this.before.length) this.before = grown(this.before, roomFor(mention + 1));
    if (named >= this.newest.length) {
      const known = this.days.length;
      this.newest = grown(this.newest, roomFor(named + 1));
      this.days = grown(this.days, this.newest.length).fill(none, known);
    }
    this.before[mention] = this.newest[named] as number;
    this.newest[named] = mention + 1;
    return named;
  }

  private dayOf(named: number): number {
    return this.days[named] as number;
  }

  private setDay(named: number, day: number, entry: Sequence): void {
    const before = this.dayOf(named);
    if (before === day) return;
    if (before !== none) this.sourceDays.remove(entry, before);
    if (day !== none) this.sourceDays.add(entry, day);
    this.days[named] = day;
  }
}
