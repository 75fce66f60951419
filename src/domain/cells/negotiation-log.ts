import { type Cell, CellLog, type Clocks, type EmptyCell } from './cell.js';
import type { CellOf } from './cell-conflict.js';
import { CellPhases } from './cell-phases.js';
import { clocksOn } from './past.js';
import { countWhile, Growth } from './column.js';
import type { DemandId, PartyId, Sequence } from '../identifiers.js';
import type { Attribution } from '../attribution.js';
import { type Entry, type EntryKind, isVersion, type VersionEntry } from '../log/entry.js';
import type { Position } from '../log/position.js';
import { PhaseTable } from './phase-table.js';
import type { Phase } from '../log/record.js';
import { type FoundBefore, SequenceSet } from './sequence-set.js';
import { type Day, dayNumber } from '../when.js';

/** Which record an entry is about and what it does, without its text. */
export interface EntryMark {
  readonly sequence: Sequence;
  readonly kind: EntryKind;
  readonly record: Sequence;
}

/** The log of one negotiation without its texts, by cell: a pure function of its entries, in the order of the log. */
export class NegotiationLog {
  private readonly table: PhaseTable;
  /** The cells that have stances, by their number in the table. */
  private readonly cells: { readonly phases: CellPhases; readonly log: CellLog }[] = [];
  private readonly emptyCell: CellLog;
  /** The rows of the entries that are no reports: a small part of all. */
  private readonly acts: number[] = [];
  /** The cells in which a report was ever denied: few of all. */
  private readonly deniedIn = new Set<CellPhases>();
  /** The acts on many records, by their first and last entries. */
  private readonly batches: { readonly first: Sequence; last: Sequence }[] = [];
  /** The joint statements, by their numbers: their records. */
  private readonly statements = new Map<Sequence, Sequence[]>();
  private readonly statementsOf = new Map<Sequence, Sequence>();
  /** Each day that was newer than all before it in the log, with the entry that brought it. */
  private readonly newestDays: { readonly sequence: Sequence; readonly day: Day }[] = [];
  /** The newest entry taken; 0 while there is none. */
  lastSequence: Sequence = 0;

  constructor(entries: Iterable<Entry> = [], growth = new Growth()) {
    this.table = new PhaseTable(growth);
    this.emptyCell = new CellLog(this.table, new CellPhases(this.table));
    this.extend(entries);
  }

  /** Takes the entries that follow those already taken, oldest first. */
  extend(entries: Iterable<Entry>): void {
    const touched = new Set<CellPhases>();
    try {
      for (const entry of entries) {
        touched.add(this.take(entry));
        if (isVersion(entry)) this.takeVersion(entry);
        if (entry.batch) this.takeBatch(entry.batch, entry.sequence);
        this.lastSequence = entry.sequence;
      }
    } finally {
      for (const phases of touched) phases.settle();
    }
  }

  /**
   * The newest day from which anything known by then counts, even if it was retracted since; null if nothing was known.
   */
  newestDay(known: Sequence): Day | null {
    return this.newestDays.findLast(({ sequence }) => sequence <= known)?.day ?? null;
  }

  cell(party: PartyId, demand: DemandId): CellLog {
    const number = this.table.cellOf({ party, demand });
    return number === null ? this.emptyCell : (this.cells[number]?.log as CellLog);
  }

  cellAt(party: PartyId, demand: DemandId, clocks: Clocks): Cell {
    return this.cell(party, demand).at(clocksOn(demand, clocks));
  }

  /** The cells that are reported and denied, at the clocks. */
  deniedCells(clocks: Clocks): EmptyCell[] {
    const cells = [...this.deniedIn].map((phases) => new CellLog(this.table, phases).at(clocks));
    return cells.filter((cell) => !cell.isSet && cell.denied !== null) as EmptyCell[];
  }

  /** The phases of a record that had begun by a sequence number, in the order of the log. */
  phasesOf(record: Sequence, known: Sequence): Phase[] {
    const rows = [...this.table.rowsOf(record)].filter((row) => this.table.sequenceAt(row) <= known);
    return rows.map((row) => this.table.phaseAt(row));
  }

  /**
   * The records that ever stood in a cell and count at a pair of clocks, newest first by their last phase at these
   * clocks. The cell holds its phases in this order; only records that a correction has moved elsewhere are sorted in.
   */
  recordsIn(party: PartyId, demand: DemandId, { asOf, known }: Pick<Clocks, 'asOf' | 'known'>): Sequence[] {
    const { table } = this;
    const cell = table.cellOf({ party, demand });
    if (cell === null) return [];
    const lastDay = asOf === null ? Infinity : dayNumber(asOf);
    const { phases } = this.cells[cell] as { readonly phases: CellPhases };
    const { rows, ended } = phases.begunAt(known, lastDay);
    const elsewhere = new Set<number>();
    for (const row of ended) {
      const present = table.rowOf(table.recordAt(row), known);
      if (table.dayAt(present) <= lastDay && table.cellAt(present) !== cell) elsewhere.add(present);
    }
    const sorted =
      elsewhere.size === 0 ? rows : [...rows, ...elsewhere].sort((one, other) => table.compare(other, one));
    return sorted.map((row) => table.recordAt(row));
  }

  /**
   * Of some versions, in the order of the log, those by which their records stand at a sequence number, neither retracted
   * nor denied; those of other logs do not. It goes along the log beside them: of a million, looking for each takes ten
   * times as long.
   */
  standingAmong(versions: readonly Sequence[], known: Sequence): Sequence[] {
    const { table } = this;
    const standing: Sequence[] = [];
    let row = table.countUpTo((versions[0] ?? 0) - 1);
    for (const version of versions) {
      if (version > known) break;
      while (row < table.length && table.sequenceAt(row) < version) row += 1;
      if (row < table.length && table.sequenceAt(row) === version && this.standsBy(row, known))
        standing.push(version);
    }
    return standing;
  }

  /** True if the record of a row, whose version is the row’s entry, stands by it. */
  private standsBy(row: number, known: Sequence): boolean {
    const { table } = this;
    if (table.isUntouched(row)) return true;
    const version = table.sequenceAt(row);
    const present = table.rowOf(table.recordAt(row), known);
    return table.statusAt(present) === 'standing' && table.versionAt(present) === version;
  }

  /** True if a record had ever stood in the cell by a sequence number. */
  hadRecordIn(party: PartyId, demand: DemandId, known: Sequence): boolean {
    const cell = this.table.cellOf({ party, demand });
    if (cell === null) return false;
    for (const row of this.cells[cell]?.phases.newestFirst() ?? [])
      if (this.table.sequenceAt(row) <= known) return true;
    return false;
  }

  /** The records of which any version known by a sequence number was in a wanted cell and is wanted. */
  recordsEver(
    known: Sequence,
    isAsked: (party: PartyId, demand: DemandId) => boolean,
    isMeant: (position: Position, attribution: Attribution | null) => boolean,
  ): SequenceSet {
    const asked = this.askedCells(isAsked);
    const found = new SequenceSet();
    const { table } = this;
    for (let row = 0; row < table.length && table.sequenceAt(row) <= known; row += 1)
      if (asked[table.cellAt(row)] && isMeant(table.positionAt(row), table.attributionAt(row)))
        found.add(table.recordAt(row));
    return found;
  }

  /** The number of the day from which a record counts, as it is at a sequence number. */
  dayOf(record: Sequence, known: Sequence): number {
    return this.table.dayAt(this.table.rowOf(record, known));
  }

  /** The entries of a record up to a sequence number, in the order of the log. */
  *entriesOf(record: Sequence, known: Sequence): Generator<Sequence> {
    for (const row of this.table.rowsOf(record)) {
      const entry = this.table.sequenceAt(row);
      if (entry <= known) yield entry;
    }
  }

  /**
   * The records that are known and count at a pair of clocks, retracted ones included; with `asked`, by the number of a
   * cell, only those in wanted cells. What later entries are about is added to what was `before`.
   */
  recordsAt(
    { asOf, known }: Pick<Clocks, 'asOf' | 'known'>,
    asked: readonly boolean[] | null = null,
    before?: FoundBefore,
  ): SequenceSet {
    const lastDay = asOf === null ? Infinity : dayNumber(asOf);
    return this.table.recordsAt(known, lastDay, asked, before);
  }

  /** By the number of a cell: whether it is wanted. */
  askedCells(isAsked: (party: PartyId, demand: DemandId) => boolean): boolean[] {
    return this.cells.map((_, number) => {
      const { party, demand } = this.table.placeOf(number);
      return isAsked(party, demand);
    });
  }

  /** True if all entries after a sequence number, up to another, are reports: what was before is as it was. */
  areReports(after: Sequence, known: Sequence): boolean {
    return this.actsUpTo(after) === this.actsUpTo(known);
  }

  /** The entries up to a sequence number, newest first. */
  *newestFirst(known: Sequence): Generator<EntryMark> {
    const { table } = this;
    for (let row = table.countUpTo(known) - 1; row >= 0; row -= 1) yield this.markAt(row);
  }

  /** The same without the reports. */
  *actsNewestFirst(known: Sequence): Generator<EntryMark> {
    const { acts } = this;
    for (let index = this.actsUpTo(known) - 1; index >= 0; index -= 1)
      yield this.markAt(acts[index] as number);
  }

  /** The first entry of the act on many records that an entry is part of; of any other, the entry itself. */
  batchOf(sequence: Sequence): Sequence {
    const { batches } = this;
    const begun = countWhile(batches.length, (index) => (batches[index]?.first as Sequence) <= sequence);
    const batch = batches[begun - 1];
    return batch && sequence <= batch.last ? batch.first : sequence;
  }

  /** The number of the joint statement that a record is part of; null for most. */
  statementOf(record: Sequence): Sequence | null {
    return this.statementsOf.get(record) ?? null;
  }

  /** The other parties whose records in the same joint statement stand at a sequence number. */
  jointWith(record: Sequence, known: Sequence): PartyId[] {
    const { table } = this;
    const records = this.statements.get(this.statementsOf.get(record) ?? 0) ?? [];
    const rows = records.map((each) => table.rowOf(each, known)).filter((row) => row >= 0);
    const partyOf = (row: number) => table.placeOf(table.cellAt(row)).party;
    const own = rows.find((row) => table.recordAt(row) === record);
    const standing = rows.filter((row) => row !== own && table.statusAt(row) === 'standing').map(partyOf);
    return [...new Set(standing)].filter((party) => own === undefined || party !== partyOf(own));
  }

  /** The cell in which a record was first. */
  firstCellOf(record: Sequence): CellOf {
    const { table } = this;
    return table.placeOf(table.cellAt(table.countUpTo(record) - 1));
  }

  private markAt(row: number): EntryMark {
    const { table } = this;
    return { sequence: table.sequenceAt(row), kind: table.kindAt(row), record: table.recordAt(row) };
  }

  private actsUpTo(known: Sequence): number {
    const { acts, table } = this;
    return countWhile(acts.length, (index) => table.sequenceAt(acts[index] as number) <= known);
  }

  /** Returns the cell that the record is in afterwards. */
  private take(entry: Entry): CellPhases {
    const before = entry.kind === 'report' ? null : this.table.rowOf(entry.record, entry.sequence);
    if (before === -1)
      throw new Error(`The log has no record ${entry.record} for its entry ${entry.sequence}.`);
    const row = this.table.add(entry, before);
    if (before !== null) {
      this.acts.push(row);
      this.phasesAt(before).end(before);
    }
    const phases = this.phasesAt(row);
    phases.begin(row);
    if (this.table.hasDenials(row)) this.deniedIn.add(phases);
    return phases;
  }

  private phasesAt(row: number): CellPhases {
    const number = this.table.cellAt(row);
    const present = this.cells[number];
    if (present) return present.phases;
    const phases = new CellPhases(this.table);
    this.cells[number] = { phases, log: new CellLog(this.table, phases) };
    return phases;
  }

  private takeBatch(first: Sequence, sequence: Sequence): void {
    const newest = this.batches.at(-1);
    if (newest?.first === first) newest.last = sequence;
    else this.batches.push({ first, last: sequence });
  }

  private takeVersion({ sequence, kind, record, joint, stance }: VersionEntry): void {
    if (joint && kind === 'report') {
      const others = this.statements.get(joint);
      if (others) others.push(record);
      else this.statements.set(joint, [record]);
      this.statementsOf.set(record, joint);
    }
    const newest = this.newestDays.at(-1);
    if (!newest || stance.day > newest.day) this.newestDays.push({ sequence, day: stance.day });
  }
}
