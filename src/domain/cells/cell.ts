import { type EvidenceClass, evidenceClassOf } from '../attribution.js';
import type { CellPhases } from './cell-phases.js';
import { Contesting } from './contesting.js';
import { rememberingLast } from './column.js';
import type { DemandId, Sequence } from '../identifiers.js';
import type { StanceCore } from '../log/entry.js';
import { evidenceChange, type Movement, movementBetween } from './movement.js';
import type { PhaseTable } from './phase-table.js';
import { isFinding, type Position } from '../log/position.js';
import type { Phase } from '../log/record.js';
import { classShelves, codeOfMark, type Mark, onAnyOf, onShelf, type Shelf, sayingOther } from './shelf.js';
import { type Day, dayNumber, type EdtfDate } from '../when.js';

/** Which evidence may set a cell, as the reader chooses (docs/rules.md, "The cell rule"). */
export const evidenceChoices = [
  { value: 'on_record', label: 'On the record only' },
  { value: 'default', label: 'On the record first' },
  { value: 'all', label: 'Newest of any kind' },
] as const;

export type Evidence = (typeof evidenceChoices)[number]['value'];

/** Why a cell has no position. */
export const nothings = [
  { value: 'not_assessed', label: 'Not yet assessed', short: 'Not assessed', meaning: 'nothing in the log' },
  {
    value: 'no_record_by_date',
    label: 'No record by this date',
    short: 'None by then',
    meaning: 'only later ones',
  },
  {
    value: 'nothing_on_record',
    label: 'Nothing on the record',
    short: 'Reported only',
    meaning: 'only reports or inferences',
  },
  {
    value: 'denied',
    label: 'Reported and denied',
    short: 'Denied',
    meaning: 'the party has denied the report, on the record',
  },
  {
    value: 'retracted',
    label: 'Retracted',
    short: 'Retracted',
    meaning: 'what was recorded has been withdrawn',
  },
] as const;

export type Nothing = (typeof nothings)[number]['value'];

/** A pair of clocks and an evidence choice. `asOf` null sets no limit; `known` is a sequence number. */
export interface Clocks {
  readonly asOf: Day | null;
  readonly known: Sequence;
  readonly evidence: Evidence;
  /** Of demands that are past, the day: their positions are those of that day (docs/rules.md, "Outcome"). */
  readonly past?: ReadonlyMap<DemandId, Day>;
}

/** A record as it reads at the clocks: its report's number, its current version, and that version's stance. */
export type RecordAt = Pick<Phase, 'record' | 'version' | 'stance'>;

export interface SetCell {
  readonly isSet: true;
  readonly setting: RecordAt;
  /** The first record of the unbroken run of one value among those that set the cell. */
  readonly since: RecordAt;
  /** The first record of that run in the class of the one that sets the cell, if it began in a weaker one. */
  readonly sinceInClass: RecordAt | null;
  readonly movement: Movement | null;
  /** Added to the movement where the class of evidence changed as well. */
  readonly evidenceChange: string | null;
  /** Newer records of weaker classes whose position differs, strongest class first. */
  readonly beside: readonly RecordAt[];
  /** The newest finding, where something else sets the cell and counts from an earlier day. */
  readonly lastChecked: RecordAt | null;
}

export interface EmptyCell {
  readonly isSet: false;
  readonly nothing: Nothing;
  /** What is reported or inferred while nothing is on the record. */
  readonly beside: readonly RecordAt[];
  /** The newest finding, while nothing is on the record but something is reported or inferred. */
  readonly lastChecked: RecordAt | null;
  /** The newest report that was denied, where the cell says so: pages print both. */
  readonly denied: DeniedReport | null;
}

/** A denied report, and the denial that stands under it. */
export interface DeniedReport extends RecordAt {
  readonly deniedBy: Sequence;
}

/** One record's movement: from the setting record before it to itself. */
export interface MovementAt {
  readonly movement: Movement;
  readonly evidenceChange: string | null;
}

/** How a cell came to what it says, where that was after the end of a day. */
export interface MovedSince {
  /** Null where a search found no position. */
  readonly movement: Movement | null;
  readonly evidenceChange: string | null;
  /** At the end of that day; null if it had none, or only a finding. */
  readonly before: Position | null;
  /** What it left last; null if there was none before. */
  readonly left: Position | null;
  readonly after: Position;
}

export type Cell = SetCell | EmptyCell;

export function nothingLabel(nothing: Nothing): string {
  return nothings.find((each) => each.value === nothing)?.label as string;
}

export interface Contested {
  readonly setting: RecordAt;
  readonly contest: RecordAt;
}

/**
 * Called with a movement: the number of the day from which it counts, and where its record and the one before it are
 * among the cell’s phases (-1: there is none before).
 */
export type MovementVisitor = (day: number, setting: number, previous: number) => void;

/**
 * Called with some days on which the cell was contested, as numbers; `to` is the first on which it no longer was, null
 * while it is. The others say where what sets it and what contests it are among its phases.
 */
export type ContestVisitor = (from: number, to: number | null, setting: number, contest: number) => void;

/** A position for which a cell counted, from the number of a day on. */
export interface CountedAt {
  readonly day: number;
  readonly row: number;
  readonly position: Position | null;
  readonly isOnRecord: boolean;
}

/** What one phase of a cell says. */
export interface Saying {
  readonly day: number;
  readonly date: EdtfDate;
  readonly position: Position;
  readonly evidence: EvidenceClass | null;
}

/** Part of a cell’s history: the wanted phases among the first `end` have set the cell, one after another. */
interface Part {
  readonly wanted: Mark;
  readonly end: number;
}

/** Later than the number of any day: that of 9999-12-31 is 2,932,896. */
const noLimit = 2 ** 29;

/** Every cell of a matrix is asked for the same day. */
const numberOf = rememberingLast(dayNumber);
const numberOfStart = rememberingLast(dayNumber);

const onAnyClass = onAnyOf(classShelves);
const onWeaker = onAnyOf(['reported', 'inferred']);
/** What may set a cell, the strongest first: whatever is wanted before counts before all that comes after it. */
const settingShelves: Readonly<Record<Evidence, readonly Mark[]>> = {
  on_record: [onShelf.on_record],
  default: classShelves.map((shelf) => onShelf[shelf]),
  all: [onAnyClass],
};
const findings: readonly Mark[] = [onShelf.finding];
const weakerThan: Readonly<Record<EvidenceClass, readonly EvidenceClass[]>> = {
  on_record: ['reported', 'inferred'],
  reported: ['inferred'],
  inferred: [],
};
const notRetracted = onAnyOf([...classShelves, 'finding', 'denied']);

export function classOfStance(stance: StanceCore): EvidenceClass | null {
  return stance.attribution === null ? null : evidenceClassOf(stance.attribution);
}

/**
 * Everything the log says about one party on one demand, ready to be read at any clocks. `modelCell` in
 * tests/domain/model.ts states the same rule plainly and slowly; tests compare the two on random logs.
 */
export class CellLog {
  /** What was asked last, and of how many phases. */
  private readonly last = { before: 0, known: 0, length: 0, end: 0 };

  constructor(
    private readonly table: PhaseTable,
    private readonly phases: CellPhases,
  ) {}

  /**
   * Applies the cell rule: the newest on the record sets the cell, else the newest reported, else the newest inferred
   * (docs/rules.md, "The cell rule").
   */
  at(clocks: Clocks): Cell {
    const end = this.endAt(clocks);
    const shelves = settingShelves[clocks.evidence];
    const setting = this.settingBefore(end, shelves, clocks.known);
    if (setting >= 0) return this.setCell(clocks, end, shelves, setting);
    const beside = clocks.evidence === 'on_record' ? this.besides(clocks.known, end, -1) : [];
    const finding = this.phases.newest(end, clocks.known, onShelf.finding);
    if (beside.length > 0) {
      const lastChecked = this.readingAt(finding);
      return { isSet: false, nothing: 'nothing_on_record', beside, lastChecked, denied: null };
    }
    if (finding >= 0) return this.setCell(clocks, end, findings, finding);
    return this.emptyCell(clocks.known, end);
  }

  /**
   * How the cell came to what it says at the clocks, if that was after the end of a day; null if it says the same, or
   * only says it again. The last of several movements: pages of many cells need no more (`changesIn` has every step).
   */
  movedSince(from: Day, clocks: Clocks): MovedSince | null {
    const { phases } = this;
    const { known, evidence } = clocks;
    const end = this.endAt(clocks);
    const begin = phases.endAt(numberOfStart(from) + 1, known);
    if (begin >= end) return null;
    const shelves = settingShelves[evidence];
    const setting = this.settingBefore(end, shelves, known);
    if (setting < 0) return this.lookedAtSince(begin, end, clocks);
    const after = phases.positionAt(setting);
    const start = this.startOfRun(shelves, setting, known);
    if (start < begin) return null;
    const previous = this.settingBefore(start, shelves, known);
    return {
      movement: movementBetween(this.positionAt(previous), after),
      evidenceChange: evidenceChange(this.classAt(previous), this.classAt(start)),
      before: this.positionAt(this.settingBefore(begin, shelves, known)),
      left: this.positionAt(previous),
      after,
    };
  }

  /** The same of a cell that only findings can set. */
  private lookedAtSince(begin: number, end: number, { known, evidence }: Clocks): MovedSince | null {
    if (evidence === 'on_record' && this.besides(known, end, -1).length > 0) return null;
    const finding = this.phases.newest(end, known, onShelf.finding);
    if (finding < begin) return null;
    const before = this.positionAt(this.phases.newest(begin, known, onShelf.finding));
    const after = this.phases.positionAt(finding);
    const nothing = { movement: null, evidenceChange: null, before: null, left: null };
    return before === after ? null : { ...nothing, after };
  }

  /** True if what counts at the clocks from later days than this one is nothing: the cell was the same on it. */
  isSameSince(day: Day, clocks: Clocks): boolean {
    const { phases } = this;
    const isEarly = (end: number) => end === 0 || phases.dayAt(end - 1) <= numberOfStart(day);
    return isEarly(phases.length) || isEarly(this.endAt(clocks));
  }

  /** The records that set the cell, one after another, up to the clocks; oldest first. */
  settingRecords(clocks: Clocks): RecordAt[] {
    return this.settings(clocks).map((index) => this.reading(index));
  }

  /** Where they are among the cell’s phases. No objects: most of a long record says the same again. */
  settingIndexes(clocks: Clocks): number[] {
    return this.settings(clocks);
  }

  /** True if two of its phases give the same position, known in the same way. */
  saysTheSame(one: number, other: number): boolean {
    return this.phases.markAt(one) === this.phases.markAt(other);
  }

  /** What one of its phases says, how it is known, from the number of which day on, and that day as it was given. */
  sayingAt(index: number): Saying {
    return {
      day: this.phases.dayAt(index),
      date: this.dateOf(this.phases.rowAt(index)),
      position: this.phases.positionAt(index),
      evidence: this.classAt(index),
    };
  }

  /** True if a record with such a position has set the cell, at these clocks. */
  hasSet(clocks: Clocks, isMeant: (position: Position) => boolean): boolean {
    return this.historyOf(clocks, this.endAt(clocks)).some(({ wanted, end }) => {
      for (let index = end - 1; index >= 0; index -= 1)
        if (this.phases.holds(index, clocks.known, wanted) && isMeant(this.phases.positionAt(index)))
          return true;
      return false;
    });
  }

  /**
   * The positions for which the cell counted, one after another, each with its day and whether it was on the record;
   * null while it was contested. `row` is that of the phase by which it changed.
   */
  countedPositions(clocks: Clocks): CountedAt[] {
    if (clocks.evidence !== 'default')
      return this.settings(clocks).map((index) => this.countedAt(index, index, -1));
    const counted: CountedAt[] = [];
    this.eachStanding(clocks, (index, setting, contest) => {
      counted.push(this.countedAt(index, setting, contest));
    });
    return counted;
  }

  private countedAt(index: number, setting: number, contest: number): CountedAt {
    return {
      day: this.phases.dayAt(index),
      row: this.phases.rowAt(index),
      position: contest < 0 ? this.phases.positionAt(setting) : null,
      isOnRecord: this.classAt(setting) === 'on_record',
    };
  }

  /** When the statement in a row was made, as given. */
  dateOf(row: number): EdtfDate {
    return this.table.dateAt(row);
  }

  /**
   * Visits the spans in which the cell was contested, oldest first; of several changes on one day, the last. Makes no
   * objects: there may be a hundred thousand.
   */
  eachContest(clocks: Clocks, visit: ContestVisitor): void {
    const isReported = this.phases.newest(this.endAt(clocks), clocks.known, onWeaker) >= 0;
    if (clocks.evidence !== 'default' || !isReported) return;
    let [from, setting, contest] = [0, -1, -1];
    this.eachStanding(clocks, (index, nowSetting, nowContest) => {
      if (nowContest === contest) return;
      const day = this.phases.dayAt(index);
      if (contest >= 0 && day !== from) visit(from, day, setting, contest);
      from = day;
      setting = nowSetting;
      contest = nowContest;
    });
    if (contest >= 0) visit(from, null, setting, contest);
  }

  /**
   * Where a visited phase stands for good; -1 stays -1. Its place among the phases moves as soon as something is published
   * that counts from an earlier day: whatever is read later, after others had their turn, is kept by its row.
   */
  rowAt(index: number): number {
    return index < 0 ? -1 : this.phases.rowAt(index);
  }

  /** What the phase in a row says. */
  readingOf(row: number): RecordAt {
    return this.table.readingAt(row);
  }

  /** Visits each phase that counted, with the one that then set the cell and the one that contested it (-1: none). */
  private eachStanding(
    clocks: Clocks,
    visit: (index: number, setting: number, contest: number) => void,
  ): void {
    const { phases } = this;
    const { known } = clocks;
    const end = this.endAt(clocks);
    const contesting = new Contesting();
    for (let index = 0; index < end; index += 1) {
      if (!phases.holds(index, known, onAnyClass)) continue;
      contesting.take(index, phases.markAt(index));
      visit(index, contesting.setting, contesting.contest);
    }
  }

  /**
   * Visits the movements up to the clocks, oldest first; with `from`, only those that count from that day on. Of
   * reaffirmations none or, `withEvidence`, those that change the class of evidence. Makes no objects, so that a million
   * of them can be counted for one page.
   */
  eachMovement(clocks: Clocks, visit: MovementVisitor, from: Day | null = null, withEvidence = false): void {
    const { known } = clocks;
    const history = this.historyOf(clocks, this.endAt(clocks));
    let index = from === null ? 0 : this.phases.endAt(dayNumber(from), known);
    let previous = this.settingBefore(index, settingShelves[clocks.evidence], known);
    let before = this.positionAt(previous);
    for (const { wanted, end } of history.toReversed()) {
      for (; index < end; index += 1) {
        if (!this.phases.holds(index, known, wanted)) continue;
        const position = this.phases.positionAt(index);
        const isOther =
          position !== before || (withEvidence && this.classAt(index) !== this.classAt(previous));
        if (isOther && !isFinding(position)) visit(this.phases.dayAt(index), index, previous);
        previous = index;
        before = position;
      }
    }
  }

  /** A visited movement with its words. */
  movedAt(setting: number, previous: number) {
    const movement = movementBetween(this.positionAt(previous), this.positionAt(setting) as Position);
    const change = evidenceChange(this.classAt(previous), this.classAt(setting));
    return { record: this.reading(setting), movement: movement as Movement, evidenceChange: change };
  }

  /** The first newer standing record of the same or a stronger class; null if the phase has not been superseded. */
  successorOf(record: Sequence, { asOf, known }: Clocks): RecordAt | null {
    const index = this.indexOf(record, known);
    const own = this.shelfAt(index);
    const wanted = own === 'finding' ? onAnyClass | onShelf.finding : onAnyOf(notWeakerThan(own));
    return this.readingAt(this.phases.oldest(index + 1, this.endAt({ asOf, known }), known, wanted));
  }

  /** How the record moved the cell when it set it; null if it never set it, at these clocks. */
  movementOf(record: Sequence, clocks: Clocks): MovementAt | null {
    const history = this.historyOf(clocks, this.endAt(clocks));
    const index = this.indexOf(record, clocks.known);
    const hasSet = ({ wanted, end }: Part) => index < end && this.phases.holds(index, clocks.known, wanted);
    if (index < 0 || !history.some(hasSet)) return null;
    const previous = this.settingBefore(index, settingShelves[clocks.evidence], clocks.known);
    const movement = movementBetween(this.positionAt(previous), this.positionAt(index) as Position);
    const change = evidenceChange(this.classAt(previous), this.classAt(index));
    return movement && { movement, evidenceChange: change };
  }

  /** How many phases, in their order, can count at a pair of clocks. A page asks each of its cells several times. */
  private endAt({ asOf, known }: Pick<Clocks, 'asOf' | 'known'>): number {
    const before = asOf === null ? noLimit : numberOf(asOf) + 1;
    const { phases, last } = this;
    if (last.before !== before || last.known !== known || last.length !== phases.length) {
      last.before = before;
      last.known = known;
      last.length = phases.length;
      last.end = phases.endAt(before, known);
    }
    return last.end;
  }

  /**
   * The parts of the history, newest first: a weaker class can have set the cell only before the first record of a
   * stronger one.
   */
  private historyOf({ evidence, known }: Clocks, end: number): Part[] {
    const parts: Part[] = [];
    let limit = end;
    for (const wanted of settingShelves[evidence]) {
      parts.push({ wanted, end: limit });
      const first = this.phases.oldest(0, limit, known, wanted);
      if (first >= 0) limit = first;
    }
    return parts;
  }

  private settings(clocks: Clocks): number[] {
    const settings: number[] = [];
    for (const { wanted, end } of this.historyOf(clocks, this.endAt(clocks)).toReversed()) {
      for (let index = 0; index < end; index += 1)
        if (this.phases.holds(index, clocks.known, wanted)) settings.push(index);
    }
    return settings;
  }

  /** The phase that sets the cell if only those before an index count; -1 if there is none. */
  private settingBefore(before: number, shelves: readonly Mark[], known: Sequence): number {
    for (const wanted of shelves) {
      const found = this.phases.newest(before, known, wanted);
      if (found >= 0) return found;
    }
    return -1;
  }

  private setCell(clocks: Clocks, end: number, shelves: readonly Mark[], setting: number): SetCell {
    const previous = this.settingBefore(setting, shelves, clocks.known);
    const position = this.positionAt(setting) as Position;
    const isByFinding = isFinding(position);
    // Only one that is newer than the setting record can count from a later day.
    const finding = isByFinding ? -1 : this.phases.newest(end, clocks.known, onShelf.finding, setting + 1);
    const showsBeside = clocks.evidence === 'default' && !isByFinding;
    const isFirst = this.positionAt(previous) !== position;
    const start = isFirst ? setting : this.startOfRun(shelves, setting, clocks.known);
    const reading = this.reading(setting);
    return {
      isSet: true,
      setting: reading,
      since: start === setting ? reading : this.reading(start),
      sinceInClass: this.readingAt(this.startInClass(start, setting, clocks.known)),
      movement: movementBetween(this.positionAt(previous), position),
      evidenceChange: evidenceChange(this.classAt(previous), this.classAt(setting)),
      beside: showsBeside ? this.besides(clocks.known, end, setting) : [],
      lastChecked: this.isOnLaterDay(finding, setting) ? this.reading(finding) : null,
    };
  }

  private isOnLaterDay(finding: number, setting: number): boolean {
    return finding >= 0 && this.phases.dayAt(finding) > this.phases.dayAt(setting);
  }

  /** The first phase of a run that is as strong as the one that sets the cell; -1 if the run began so. */
  private startInClass(start: number, setting: number, known: Sequence): number {
    const own = this.classAt(setting);
    const first = this.classAt(start);
    if (own === null || first === null || !weakerThan[own].includes(first)) return -1;
    return this.phases.oldest(start + 1, setting + 1, known, onAnyOf(notWeakerThan(own)));
  }

  /**
   * The first phase of the run: on each shelf the oldest after the newest one that gave another position. A weaker shelf
   * is looked at only where all on the stronger ones gave this position: before the first of them it set the cell.
   */
  private startOfRun(shelves: readonly Mark[], setting: number, known: Sequence): number {
    const position = this.positionAt(setting) as Position;
    let [start, limit] = [setting, setting];
    for (const wanted of shelves) {
      const breaking = this.phases.newest(limit, known, sayingOther(wanted, position));
      const first = this.phases.oldest(breaking + 1, limit, known, wanted);
      if (first >= 0) [start, limit] = [first, first];
      if (breaking >= 0) break;
    }
    return start;
  }

  /** The newest record of each class weaker than the setting one, if it is newer and gives another position. */
  private besides(known: Sequence, end: number, setting: number): RecordAt[] {
    const strongest = this.classAt(setting) ?? 'on_record';
    const position = this.positionAt(setting);
    const besides: RecordAt[] = [];
    for (const shelf of weakerThan[strongest]) {
      const found = this.phases.newest(end, known, onShelf[shelf], setting + 1);
      if (found >= 0 && this.positionAt(found) !== position) besides.push(this.reading(found));
    }
    return besides;
  }

  private emptyCell(known: Sequence, end: number): EmptyCell {
    // Written out: most cells of a matrix may be empty, and spreading costs as much as finding out why.
    const index = this.phases.newest(end, known, onShelf.denied);
    const denied = index < 0 ? null : this.deniedAt(index);
    const nothing = denied === null ? this.nothingAt(known, end) : 'denied';
    return { isSet: false, nothing, beside: [], lastChecked: null, denied };
  }

  private nothingAt(known: Sequence, end: number): Exclude<Nothing, 'denied'> {
    if (this.phases.newest(this.phases.length, known, notRetracted) >= 0) return 'no_record_by_date';
    return this.phases.newest(end, known, onShelf.retracted) >= 0 ? 'retracted' : 'not_assessed';
  }

  private deniedAt(index: number): DeniedReport {
    const { deniedBy } = this.table.phaseAt(this.phases.rowAt(index));
    return { ...this.reading(index), deniedBy: deniedBy as Sequence };
  }

  /** The index of the phase that a record is in at a sequence number; -1 if it is not in this cell. */
  private indexOf(record: Sequence, known: Sequence): number {
    const row = this.table.rowOf(record, known);
    return row < 0 ? -1 : this.phases.indexOf(row);
  }

  private reading(index: number): RecordAt {
    return this.table.readingAt(this.phases.rowAt(index));
  }

  /** What one of its phases says; -1 has none. */
  readingAt(index: number): RecordAt | null {
    return index < 0 ? null : this.reading(index);
  }

  /** That of one of its phases; -1 has none. */
  positionAt(index: number): Position | null {
    return index < 0 ? null : this.phases.positionAt(index);
  }

  /** The code of that position; null if it has none. */
  codeAt(index: number): number | null {
    return index < 0 ? null : codeOfMark(this.phases.markAt(index));
  }

  private shelfAt(index: number): Shelf {
    return this.phases.shelfAt(index);
  }

  /** The class of a phase that has set the cell: null for a finding, and if there is none. */
  private classAt(index: number): EvidenceClass | null {
    if (index < 0) return null;
    const shelf = this.shelfAt(index);
    return shelf === 'finding' ? null : (shelf as EvidenceClass);
  }
}

function notWeakerThan(shelf: Shelf): readonly EvidenceClass[] {
  return classShelves.slice(0, classShelves.indexOf(shelf as EvidenceClass) + 1);
}
