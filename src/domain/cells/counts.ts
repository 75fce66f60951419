import type { Sequence } from '../identifiers.js';
import { Growth, grown } from './column.js';
import type { Mentions } from './mentions.js';
import type { StandingEntries } from './standing-entries.js';
import { Tally } from './tally.js';

/** What is asked of the log about its records. */
export interface DaysOfRecords {
  /** The number of the day from which a record counts, as it was at a sequence number. */
  dayOf(record: Sequence, known: Sequence): number;
}

/** Ids of sources do not grow with the log. */
const idsOnly = new Growth();

/** The day of what no standing entry names. */
const none = 2 ** 31 - 1;

/** What an entry makes some mentions count from: a day more, or one less. */
type Change = Readonly<Record<'entry' | 'day', number>>;

/**
 * How many records count at any pair of clocks, and how many sources their standing entries name. A source counts from
 * the earliest of the days of the records that name it so. Such days change seldom, so their changes are tallied, and a
 * page need not look at every record and citation to say what is behind it.
 */
export class Counts {
  private readonly recordDays: Tally;
  private readonly sourceDays: Tally;
  /** By the id of a source, as of the newest entry: its first day. */
  private days = new Int32Array(0);
  /** By the id of a source: one more than the index of its newest mention; by that index, the same of the one before. */
  private newest = new Uint32Array(0);
  private before = new Uint32Array(0);
  /** Of the sources that ever lost a mention on their first day: how many they have on each day. */
  private readonly timesByDay = new Map<number, Map<number, number>>();

  constructor(
    private readonly mentions: Mentions,
    private readonly standing: StandingEntries,
    private readonly records: DaysOfRecords,
    private readonly growth = new Growth(),
  ) {
    this.recordDays = new Tally(growth);
    this.sourceDays = new Tally(growth);
  }

  /** Takes the next entry of the log, after the mentions in it and what it makes of its record. */
  take(entry: Sequence, record: Sequence): void {
    for (const mention of this.mentions.inEntry(entry)) this.chain(mention);
    const day = this.records.dayOf(record, entry);
    const before = entry === record ? null : this.records.dayOf(record, entry - 1);
    if (before !== day) {
      this.recordDays.add(entry, day);
      if (before !== null) this.recordDays.remove(entry, before);
    }
    this.takeStanding(record, { entry, day }, before);
  }

  /** How many records there are at a sequence number that count on a day; without a day, how many in all. */
  recordsAt(known: Sequence, lastDay: number | null): number {
    return this.recordDays.countAt(known, lastDay);
  }

  /** How many sources the entries of those records name that stand, and something else `also` names. */
  sourcesAt(known: Sequence, lastDay: number | null, also: ReadonlySet<number> = new Set()): number {
    const others = [...also].filter((named) => !this.isNamedAt(named, known, lastDay));
    return this.sourceDays.countAt(known, lastDay) + others.length;
  }

  /** True of what a standing entry of one of those records names. */
  private isNamedAt(named: number, known: Sequence, lastDay: number | null): boolean {
    const { mentions, records } = this;
    for (let next = this.newest[named] ?? 0; next > 0; next = this.before[next - 1] as number) {
      const [entry, record] = [mentions.entryAt(next - 1), mentions.recordAt(next - 1)];
      if (entry > known || !this.standing.of(record, known).has(entry)) continue;
      if (lastDay === null || records.dayOf(record, known) <= lastDay) return true;
    }
    return false;
  }

  /** Counts what stands with an entry and did not, or not from this day, and no longer what did. */
  private takeStanding(record: Sequence, { entry, day }: Change, before: number | null): void {
    // Of a report nothing else stands; they are nearly all entries.
    if (before === null) {
      this.gain(record, { entry, day });
      return;
    }
    const stood = this.standing.of(record, entry - 1);
    const stands = this.standing.of(record, entry);
    const isKept = (each: Sequence) => before === day && stood.has(each) && stands.has(each);
    for (const each of stands) if (!isKept(each)) this.gain(each, { entry, day });
    const lost = [...stood].filter((each) => !isKept(each));
    this.lose(lost, { entry, day: before });
  }

  /** Counts what an entry names from a day on. */
  private gain(carrier: Sequence, { entry, day }: Change): void {
    for (const mention of this.mentions.inEntry(carrier)) {
      const named = this.mentions.namedAt(mention);
      addTimes(this.timesByDay.get(named), day, 1);
      if (day < this.dayOf(named)) this.setDay(named, day, entry);
    }
  }

  /** Counts what some entries name no longer from a day on. */
  private lose(carriers: readonly Sequence[], { entry, day }: Change): void {
    const lost = carriers.flatMap((carrier) => [...this.mentions.inEntry(carrier)]);
    const named = lost.map((mention) => this.mentions.namedAt(mention));
    for (const each of named) addTimes(this.timesByDay.get(each), day, -1);
    for (const each of new Set(named)) {
      if (this.dayOf(each) !== day) continue;
      const times = this.timesByDay.get(each) ?? this.timesOf(each, entry);
      this.timesByDay.set(each, times);
      this.setDay(each, Math.min(none, ...times.keys()), entry);
    }
  }

  /** On which days a source is named by what stands at an entry, and how often. */
  private timesOf(named: number, entry: Sequence): Map<number, number> {
    const { mentions, records } = this;
    const times = new Map<number, number>();
    for (let next = this.newest[named] as number; next > 0; next = this.before[next - 1] as number) {
      const record = mentions.recordAt(next - 1);
      if (this.standing.of(record, entry).has(mentions.entryAt(next - 1)))
        addTimes(times, records.dayOf(record, entry), 1);
    }
    return times;
  }

  /** Puts a new mention before those of the same source. */
  private chain(mention: number): void {
    const named = this.mentions.namedAt(mention);
    if (mention >= this.before.length) this.before = grown(this.before, this.growth.roomFor(mention + 1));
    if (named >= this.newest.length) {
      const known = this.days.length;
      this.newest = grown(this.newest, idsOnly.roomFor(named + 1));
      this.days = grown(this.days, this.newest.length).fill(none, known);
    }
    this.before[mention] = this.newest[named] as number;
    this.newest[named] = mention + 1;
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

function addTimes(times: Map<number, number> | undefined, day: number, change: number): void {
  const number = (times?.get(day) ?? 0) + change;
  if (number === 0) times?.delete(day);
  else times?.set(day, number);
}
