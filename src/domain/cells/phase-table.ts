import { type Attribution, attributionOfStrength, strengthOf } from '../attribution.js';
import {
  type Entry,
  type EntryKind,
  entryKinds,
  isVersion,
  type StanceCore,
  type VersionEntry,
  type VersionKind,
} from '../log/entry.js';
import { type Position, positions } from '../log/position.js';
import { minuteOfTime, type Phase, timeOfMinute } from '../log/record.js';
import {
  denialOf,
  isAnythingDone,
  nothingDone,
  type RecordActs,
  type RecordStatus,
  statusOf,
  takeEntry,
} from '../log/record-acts.js';
import { dateOfNumber, dayNumber, dayOfNumber, type EdtfDate, numberOfDate } from '../when.js';
import type { CellOf } from './cell-conflict.js';
import { Codes, countWhile, Growth, grown, remembering } from './column.js';
import { type FoundBefore, nothingBefore, type SequenceSet } from './sequence-set.js';
import { type Mark, markOf, type Shelf, shelfOf } from './shelf.js';
import type { DemandId, PartyId, Sequence } from '../identifiers.js';

/** The end of a phase that has not ended; the numbers of a log are below it. */
const never = 2 ** 32 - 1;

/** True if a phase that ends with the entry `until` still holds at a sequence number, however high. */
function endsAfter(until: Sequence, known: Sequence): boolean {
  return known < until || until === never;
}

/** Each date is written only once, because a matrix prints the same few a thousand times. */
const [dates, days] = [remembering(dateOfNumber), remembering(dayOfNumber)];

const kinds = new Codes<EntryKind>(entryKinds.map(({ value }) => value));
const positionCodes = new Codes<Position>(positions.map(({ value }) => value));

/** The offsets of a row’s values: first those of four-byte words, then of two-byte halves, then of bytes. */
const [sequence, record, until, version, cell, day, date, wordWidth] = [0, 1, 2, 3, 4, 5, 6, 9];
const [minute, halfWidth] = [14, 18];
const [kind, position, strength, byteWidth] = [30, 31, 32, 36];

/**
 * The log of one negotiation as a table of numbers: one row per entry, in the order of the log, with the phase of the
 * record that begins with it.
 *
 *     row  entry                sequence  record  until  version  position …
 *      0   report A                7         7      9       7     demands
 *      1   report B                8         8    never     8     rejects
 *      2   retraction of A         9         7     11       7     demands
 *      3   correction of A        11         7    never    11     favours
 *
 * At any `known`, a record is as in its only row with sequence ≤ known < until. Its next row is the one whose sequence
 * is `until`, so that all rows of a record can be found from its first. As objects, a million stances would take a
 * gigabyte. A row takes 36 adjacent bytes, because most of them are usually needed together, and the processor fetches
 * 64 at once.
 */
export class PhaseTable {
  length = 0;
  private words = new Uint32Array(0);
  private halves = new Int16Array(0);
  private bytes = new Uint8Array(0);
  /** What was done to a row’s record up to then; most rows have none. */
  private readonly acts = new Map<number, RecordActs>();
  /** The cells that have stances, by the number that is in the rows. */
  private readonly places: CellOf[] = [];
  private readonly numbers = new Map<DemandId, Map<PartyId, number>>();

  constructor(readonly growth = new Growth()) {}

  /**
   * Adds the row of the next entry of the log. `before` is the newest row of its record, whose phase ends; null for a
   * report.
   */
  add(entry: Entry, before: number | null): number {
    const row = this.addRow(entry);
    if (before !== null) this.continue(before, row, entry);
    if (isVersion(entry)) this.setStance(row, entry);
    return row;
  }

  /** The number of a cell; null if no stance was ever on it. */
  cellOf({ party, demand }: CellOf): number | null {
    return this.numbers.get(demand)?.get(party) ?? null;
  }

  /** The row of a record’s newest entry by a sequence number; -1 if the record had not begun. */
  rowOf(record: Sequence, known: Sequence): number {
    let found = -1;
    for (let next = record; next !== never && next <= known; ) {
      const row = this.entryOf(record, next);
      if (row < 0) break;
      found = row;
      next = this.untilAt(row);
    }
    return found;
  }

  /** The rows of a record, in the order of the log. */
  *rowsOf(record: Sequence): Generator<number> {
    for (let sequence = record; sequence !== never; ) {
      const row = this.entryOf(record, sequence);
      if (row < 0) return;
      yield row;
      sequence = this.untilAt(row);
    }
  }

  /** The row of an entry by its sequence number; -1 if there is none. */
  rowOfEntry(sequence: Sequence): number {
    const row = this.countUpTo(sequence) - 1;
    return row >= 0 && this.sequenceAt(row) === sequence ? row : -1;
  }

  private entryOf(record: Sequence, sequence: Sequence): number {
    const row = this.rowOfEntry(sequence);
    return row >= 0 && this.recordAt(row) === record ? row : -1;
  }

  /** How many entries there are up to a sequence number. */
  countUpTo(known: Sequence): number {
    return countWhile(this.length, (row) => this.sequenceAt(row) <= known);
  }

  /**
   * The records as they are at a sequence number, from days up to one; with `isAsked`, by the number of a cell, only in
   * those. A page counts all of a million rows, so this reads nothing but the numbers that it needs. What is in later
   * rows is added to what was `before`.
   */
  recordsAt(
    known: Sequence,
    lastDay: number,
    isAsked: readonly boolean[] | null,
    before: FoundBefore = nothingBefore(),
  ): SequenceSet {
    const { words } = this;
    const { found } = before;
    const end = this.countUpTo(known) * wordWidth;
    for (let at = this.countUpTo(before.known) * wordWidth; at < end; at += wordWidth) {
      if (((words[at + day] as number) | 0) > lastDay || !endsAfter(words[at + until] as Sequence, known))
        continue;
      if (isAsked === null || isAsked[words[at + cell] as number]) found.add(words[at + record] as Sequence);
    }
    return found;
  }

  /** True if this row is the record’s phase at a sequence number. */
  holds(row: number, known: Sequence): boolean {
    return this.sequenceAt(row) <= known && endsAfter(this.untilAt(row), known);
  }

  /** True if nothing has been done to the record since. */
  isNewest(row: number): boolean {
    return this.untilAt(row) === never;
  }

  /** True of a report to which nothing has been done since: most of a log. */
  isUntouched(row: number): boolean {
    return this.isNewest(row) && this.recordAt(row) === this.sequenceAt(row);
  }

  sequenceAt(row: number): Sequence {
    return this.words[row * wordWidth + sequence] as Sequence;
  }

  recordAt(row: number): Sequence {
    return this.words[row * wordWidth + record] as Sequence;
  }

  untilAt(row: number): Sequence {
    return this.words[row * wordWidth + until] as Sequence;
  }

  versionAt(row: number): Sequence {
    return this.words[row * wordWidth + version] as Sequence;
  }

  kindAt(row: number): EntryKind {
    return kinds.valueOf(this.bytes[row * byteWidth + kind] as number);
  }

  cellAt(row: number): number {
    return this.words[row * wordWidth + cell] as number;
  }

  placeOf(cell: number): CellOf {
    return this.places[cell] as CellOf;
  }

  /** Days since 1970-01-01; earlier ones are negative. */
  dayAt(row: number): number {
    return (this.words[row * wordWidth + day] as number) | 0;
  }

  /** Minutes since midnight; -1 if no time is recorded. */
  minuteAt(row: number): number {
    return this.halves[row * halfWidth + minute] as number;
  }

  strengthAt(row: number): number {
    return this.bytes[row * byteWidth + strength] as number;
  }

  positionAt(row: number): Position {
    return positionCodes.valueOf(this.bytes[row * byteWidth + position] as number);
  }

  /** Null for a finding. */
  attributionAt(row: number): Attribution | null {
    return attributionOfStrength(this.strengthAt(row));
  }

  statusAt(row: number): RecordStatus {
    return statusOf(this.actsAt(row), this.attributionAt(row));
  }

  /** True if the record was ever denied. */
  hasDenials(row: number): boolean {
    return this.actsAt(row).denials.length > 0;
  }

  private shelfAt(row: number): Shelf {
    return shelfOf(this.statusAt(row), this.attributionAt(row));
  }

  /** Its shelf and its position. */
  markAt(row: number): Mark {
    return markOf(this.shelfAt(row), this.positionAt(row));
  }

  /** As it was given. */
  dateAt(row: number): EdtfDate {
    return dates(this.words[row * wordWidth + date] as number);
  }

  stanceAt(row: number): StanceCore {
    const { party, demand } = this.placeOf(this.cellAt(row));
    return {
      party,
      demand,
      position: this.positionAt(row),
      attribution: this.attributionAt(row),
      date: this.dateAt(row),
      day: days(this.dayAt(row)),
      time: timeOfMinute(this.minuteAt(row)),
    };
  }

  phaseAt(row: number): Phase {
    const version = this.versionAt(row);
    return {
      record: this.recordAt(row),
      version,
      versionKind: this.kindAt(this.countUpTo(version) - 1) as VersionKind,
      stance: this.stanceAt(row),
      status: this.statusAt(row),
      deniedBy: denialOf(this.actsAt(row)),
    };
  }

  /** The row’s record with its version and stance. */
  readingAt(row: number): Pick<Phase, 'record' | 'version' | 'stance'> {
    return {
      record: this.recordAt(row),
      version: this.versionAt(row),
      stance: this.stanceAt(row),
    };
  }

  /**
   * Sorts the phases of a cell (docs/rules.md, "The cell rule"): by day, time of day and strength of attribution; if
   * these are equal, by the record’s place in the log.
   */
  compare(one: number, other: number): number {
    return (
      this.dayAt(one) - this.dayAt(other) ||
      this.minuteAt(one) - this.minuteAt(other) ||
      this.strengthAt(one) - this.strengthAt(other) ||
      this.recordAt(one) - this.recordAt(other) ||
      one - other
    );
  }

  private actsAt(row: number): RecordActs {
    return this.acts.get(row) ?? untouched;
  }

  private addRow(entry: Entry): number {
    const row = this.length;
    if (row * byteWidth === this.bytes.length) this.makeRoom(this.growth.roomFor(row));
    this.length += 1;
    this.words[row * wordWidth + sequence] = entry.sequence;
    this.words[row * wordWidth + record] = entry.record;
    this.words[row * wordWidth + until] = never;
    this.bytes[row * byteWidth + kind] = kinds.codeOf(entry.kind);
    return row;
  }

  /** Copies what the entry does not change from the record’s previous row. */
  private continue(before: number, row: number, entry: Entry): void {
    const [from, to] = [before * wordWidth, row * wordWidth];
    this.words[from + until] = entry.sequence;
    for (const each of [version, cell, day, date]) this.words[to + each] = this.words[from + each] as number;
    this.halves[row * halfWidth + minute] = this.minuteAt(before);
    for (const each of [position, strength])
      this.bytes[row * byteWidth + each] = this.bytes[before * byteWidth + each] as number;
    const acts = { ...this.actsAt(before) };
    takeEntry(acts, entry);
    if (isAnythingDone(acts)) this.acts.set(row, acts);
  }

  private setStance(row: number, { sequence: own, stance }: VersionEntry): void {
    const place = row * wordWidth;
    this.words[place + version] = own;
    this.words[place + cell] = this.cellOf(stance) ?? this.addCell(stance);
    this.words[place + day] = dayNumber(stance.day);
    this.words[place + date] = numberOfDate(stance.date);
    this.halves[row * halfWidth + minute] = minuteOfTime(stance.time);
    this.bytes[row * byteWidth + position] = positionCodes.codeOf(stance.position);
    this.bytes[row * byteWidth + strength] = strengthOf(stance.attribution);
  }

  private addCell({ party, demand }: CellOf): number {
    const number = this.places.push({ party, demand }) - 1;
    const ofDemand = this.numbers.get(demand) ?? new Map<PartyId, number>();
    this.numbers.set(demand, ofDemand.set(party, number));
    return number;
  }

  private makeRoom(rows: number): void {
    this.bytes = grown(this.bytes, rows * byteWidth);
    this.words = new Uint32Array(this.bytes.buffer);
    this.halves = new Int16Array(this.bytes.buffer);
  }
}

const untouched: RecordActs = nothingDone();
