import { classOfStrength, type EvidenceClass, evidenceClassOf } from '../log/attribution.js';
import { Ends, type StandingShelf } from './ends.js';
import type { Sequence } from '../identifiers.js';
import type { StanceCore } from '../log/entry.js';
import { evidenceChange, type Movement, movementBetween } from './movement.js';
import { Phases } from './phases.js';
import { isFinding, type Position } from '../log/position.js';
import { compareInCell, type Phase, startOfDayOrder } from '../log/record.js';
import { type Day, dayNumber } from '../when.js';

/** Which evidence may set a cell, as the reader chooses (docs/rules.md, "The cell rule"). */
export const evidenceChoices = [
  { value: 'on_record', label: 'On the record only' },
  { value: 'default', label: 'On the record first' },
  { value: 'all', label: 'Newest of any kind' },
] as const;

export type Evidence = (typeof evidenceChoices)[number]['value'];

/** Why a cell has no position. */
export const nothings = [
  { value: 'not_assessed', label: 'Not yet assessed', meaning: 'nothing in the log' },
  { value: 'no_record_by_date', label: 'No record by this date', meaning: 'only later ones' },
  { value: 'nothing_on_record', label: 'Nothing on the record', meaning: 'only reports or inferences' },
  {
    value: 'denied',
    label: 'Reported and denied',
    meaning: 'the party has denied the report, on the record',
  },
  { value: 'retracted', label: 'Retracted', meaning: 'what was recorded has been withdrawn' },
] as const;

export type Nothing = (typeof nothings)[number]['value'];

/** A pair of clocks and an evidence choice. `asOf` null cuts nothing off; `known` is a sequence number. */
export interface Clocks {
  readonly asOf: Day | null;
  readonly known: Sequence;
  readonly evidence: Evidence;
}

/** A record as it reads at the clocks: its report's number, its current version, and that version's stance. */
export type RecordAt = Pick<Phase, 'record' | 'version' | 'stance'>;

export interface SetCell {
  readonly isSet: true;
  readonly setting: RecordAt;
  /** The first record of the unbroken run of one value among those that set the cell. */
  readonly since: RecordAt;
  /** The setting record before this one, whatever its value; null if this is the first. */
  readonly previous: RecordAt | null;
  readonly movement: Movement | null;
  /** Added to the movement where the class of evidence changed as well. */
  readonly evidenceChange: string | null;
  /** Newer records of weaker classes whose position differs, strongest class first. */
  readonly beside: readonly RecordAt[];
  /** The newest finding, where something else sets the cell. */
  readonly lastChecked: RecordAt | null;
}

export interface EmptyCell {
  readonly isSet: false;
  readonly nothing: Nothing;
  /** What is reported or inferred while nothing is on the record. */
  readonly beside: readonly RecordAt[];
  /** The newest finding, while nothing is on the record but something is reported or inferred. */
  readonly lastChecked: RecordAt | null;
}

/** One record's movement: from the setting record before it to itself. */
export interface MovementAt {
  readonly movement: Movement;
  readonly previous: RecordAt | null;
  readonly evidenceChange: string | null;
}

export type Cell = SetCell | EmptyCell;

export function nothingLabel(nothing: Nothing): string {
  return nothings.find((each) => each.value === nothing)?.label as string;
}

/** Part of a cell's history: of one shelf, the first `end` phases may have set the cell. */
interface Stretch {
  readonly phases: Phases;
  readonly end: number;
}

type Shelf = StandingShelf | 'denied' | 'retracted';

const strongestFirst: readonly EvidenceClass[] = ['on_record', 'reported', 'inferred'];

export function classOfStance(stance: StanceCore): EvidenceClass | null {
  return stance.attribution === null ? null : evidenceClassOf(stance.attribution);
}

/**
 * Everything the log says about one party on one demand, ready to be read at any clocks. `modelCell` in
 * tests/domain/model.ts states the same rule plainly and slowly; tests compare the two on random logs.
 */
export class CellLog {
  private readonly shelves: Record<Shelf, Phases> = {
    on_record: new Phases(),
    reported: new Phases(),
    inferred: new Phases(),
    any: new Phases(),
    finding: new Phases(),
    denied: new Phases(),
    retracted: new Phases(),
  };

  private ends: Ends | null = null;

  add(phase: Phase): void {
    this.ends = null;
    for (const shelf of shelvesOf(phase)) this.shelves[shelf].add(phase);
  }

  phaseEnded(phase: Phase): void {
    this.ends = null;
    for (const shelf of shelvesOf(phase)) this.shelves[shelf].phaseEnded();
  }

  /**
   * Applies the cell rule: the newest on the record sets the cell, else the newest reported, else the newest inferred
   * (docs/rules.md, "The cell rule").
   */
  at(clocks: Clocks): Cell {
    const before = orderAfter(clocks.asOf);
    const row = this.rowBefore(before);
    const history = this.history(clocks, row);
    const setting = newestOf(history, clocks.known);
    if (setting) return this.setCell(clocks, row, history, setting);
    const beside = clocks.evidence === 'on_record' ? this.besides(clocks.known, row, null) : [];
    const findings = new History(this, ['finding'], clocks.known, row);
    const finding = newestOf(findings, clocks.known);
    if (beside.length > 0) {
      const lastChecked = finding && phaseOf(finding);
      return { isSet: false, nothing: 'nothing_on_record', beside, lastChecked };
    }
    if (finding) return this.setCell(clocks, row, findings, finding);
    return { isSet: false, nothing: this.nothingAt(clocks.known, before), beside: [], lastChecked: null };
  }

  /** The records that set the cell, one after another, up to the clocks; oldest first. */
  settingRecords(clocks: Clocks): RecordAt[] {
    const row = this.rowBefore(orderAfter(clocks.asOf));
    const records: RecordAt[] = [];
    for (const { phases, end } of this.history(clocks, row).all().toReversed()) {
      for (const phase of phases.holding(end, clocks.known)) records.push(phase);
    }
    return records;
  }

  /** The first newer standing record of the same or a stronger class; null if the phase has not been superseded. */
  successorOf(phase: Phase, { asOf, known }: Clocks): Phase | null {
    const before = orderAfter(asOf);
    const settingClass = classOfStance(phase.stance);
    const shelves = settingClass
      ? strongestFirst.slice(0, strongestFirst.indexOf(settingClass) + 1)
      : (['any', 'finding'] as const);
    const successors = shelves
      .map((shelf) => this.stretchBefore(shelf, before))
      .map(({ phases, end }) => phases.after(phase, end, known))
      .filter((successor) => successor !== null);
    return successors.sort(compareInCell)[0] ?? null;
  }

  /** How the record moved the cell when it set it; null if it never set it, at these clocks. */
  movementOf(record: Sequence, clocks: Clocks): MovementAt | null {
    const records = this.settingRecords(clocks);
    const index = records.findIndex((each) => each.record === record);
    const after = records[index];
    if (!after) return null;
    const previous = records[index - 1] ?? null;
    const movement = movementBetween(previous?.stance.position ?? null, after.stance.position);
    return movement && { movement, previous, evidenceChange: evidenceChangeBetween(previous, after) };
  }

  private history({ evidence, known }: Clocks, row: number): History {
    if (evidence === 'all') return new History(this, ['any'], known, row);
    return new History(this, evidence === 'on_record' ? ['on_record'] : strongestFirst, known, row);
  }

  /** The row of `ends` for an order; -1 if the order is after all standing phases. */
  private rowBefore(order: number): number {
    if (order === Infinity) return -1;
    this.ends ??= new Ends(this.shelves);
    return this.ends.rowBefore(order);
  }

  /** The phases of a shelf that come before the row's order. */
  stretch(shelf: StandingShelf, row: number): Stretch {
    const phases = this.shelves[shelf];
    return { phases, end: row < 0 ? phases.length : (this.ends as Ends).countAt(row, shelf) };
  }

  /** The same for any order, and for any shelf. */
  stretchBefore(shelf: Shelf, before: number): Stretch {
    const phases = this.shelves[shelf];
    return { phases, end: before === Infinity ? phases.length : phases.countBefore(before) };
  }

  private newestOn({ phases, end }: Stretch, known: Sequence): Found | null {
    const index = phases.newest(end, known);
    return index < 0 ? null : { stretch: 0, phases, index };
  }

  private setCell(clocks: Clocks, row: number, history: History, setting: Found): SetCell {
    const previous = newestBefore(history, setting, clocks.known);
    const position = positionOf(setting);
    const isByFinding = isFinding(position);
    const finding = isByFinding ? null : this.newestOn(this.stretch('finding', row), clocks.known);
    const showsBeside = clocks.evidence === 'default' && !isByFinding;
    return {
      isSet: true,
      setting: phaseOf(setting),
      since: startOfRun(history, setting, clocks.known),
      previous: previous && phaseOf(previous),
      movement: movementBetween(previous && positionOf(previous), position),
      evidenceChange: evidenceChange(previous && classOf(previous), classOf(setting)),
      beside: showsBeside ? this.besides(clocks.known, row, setting) : [],
      lastChecked: finding && phaseOf(finding),
    };
  }

  /** The newest record of each class weaker than the setting one, if it is newer and gives another position. */
  private besides(known: Sequence, row: number, setting: Found | null): RecordAt[] {
    const settingClass = setting && classOf(setting);
    const weaker = strongestFirst.slice(settingClass ? strongestFirst.indexOf(settingClass) + 1 : 1);
    return weaker.flatMap((shelf) => {
      const found = this.newestOn(this.stretch(shelf, row), known);
      if (!found || (setting && !standsBeside(found, setting))) return [];
      return [phaseOf(found)];
    });
  }

  private nothingAt(known: Sequence, before: number): Nothing {
    if (this.newestOn(this.stretchBefore('denied', before), known)) return 'denied';
    const standing = [this.shelves.any, this.shelves.finding, this.shelves.denied];
    if (standing.some((phases) => phases.newest(phases.length, known) >= 0)) return 'no_record_by_date';
    return this.newestOn(this.stretchBefore('retracted', before), known) ? 'retracted' : 'not_assessed';
  }
}

function evidenceChangeBetween(before: RecordAt | null, after: RecordAt): string | null {
  return evidenceChange(before && classOfStance(before.stance), classOfStance(after.stance));
}

/** The lowest order of a record that counts from a later day than `asOf`. */
function orderAfter(asOf: Day | null): number {
  return asOf === null ? Infinity : startOfDayOrder(dayNumber(asOf) + 1);
}

/** Where a phase was found: in which stretch of the history, and at which index of its list. */
interface Found {
  readonly stretch: number;
  readonly phases: Phases;
  readonly index: number;
}

function phaseOf({ phases, index }: Found): Phase {
  return phases.at(index);
}

function orderOf({ phases, index }: Found): number {
  return phases.orderAt(index);
}

function positionOf({ phases, index }: Found): Position {
  return phases.positionAt(index);
}

function classOf({ phases, index }: Found): EvidenceClass | null {
  return classOfStrength(phases.strengthAt(index));
}

function shelvesOf(phase: Phase): Shelf[] {
  if (phase.status !== 'standing') return [phase.status];
  const evidenceClass = classOfStance(phase.stance);
  return evidenceClass === null ? ['finding'] : [evidenceClass, 'any'];
}

/** A weaker record is shown beside the one that sets the cell if it is newer and gives another position. */
function standsBeside(found: Found, setting: Found): boolean {
  return orderOf(found) > orderOf(setting) && positionOf(found) !== positionOf(setting);
}

/**
 * The stretches of a cell's history, newest first. They are found only when asked for: most cells need just the first.
 * A weaker class can have set the cell only before the first record of a stronger one.
 */
class History {
  private readonly found: Stretch[] = [];
  /** The order at which the next stretch ends; null while that is where the clocks end it. */
  private limit: number | null = null;

  constructor(
    private readonly cell: CellLog,
    private readonly shelves: readonly StandingShelf[],
    private readonly known: Sequence,
    private readonly row: number,
  ) {}

  at(index: number): Stretch | null {
    while (this.found.length <= index) {
      const shelf = this.shelves[this.found.length];
      if (shelf === undefined) return null;
      this.passLast();
      const isFirst = this.limit === null;
      this.found.push(
        isFirst ? this.cell.stretch(shelf, this.row) : this.cell.stretchBefore(shelf, this.limit as number),
      );
    }
    return this.found[index] as Stretch;
  }

  all(): readonly Stretch[] {
    this.at(this.shelves.length - 1);
    return this.found;
  }

  /** The next stretch ends where the last one found begins. */
  private passLast(): void {
    const last = this.found.at(-1);
    if (!last) return;
    const first = last.phases.oldest(0, last.end, this.known);
    if (first >= 0) this.limit = last.phases.orderAt(first);
  }
}

function newestOf(history: History, known: Sequence, other: Position | null = null): Found | null {
  return newestFrom(history, 0, Infinity, known, other);
}

/** The newest phase before the one found. */
function newestBefore(history: History, { stretch, index }: Found, known: Sequence): Found | null {
  return newestFrom(history, stretch, index, known, null);
}

/** The newest phase from stretch `from` on; in that first stretch only the first `most` phases count. */
function newestFrom(
  history: History,
  from: number,
  most: number,
  known: Sequence,
  other: Position | null,
): Found | null {
  let end = most;
  for (let stretch = from; ; stretch += 1) {
    const part = history.at(stretch);
    if (!part) return null;
    const index = part.phases.newest(Math.min(end, part.end), known, other);
    if (index >= 0) return { stretch, phases: part.phases, index };
    end = Infinity;
  }
}

/** The first phase of the run: the oldest after the newest one that gave another position. */
function startOfRun(history: History, setting: Found, known: Sequence): Phase {
  const breaking = newestOf(history, known, positionOf(setting));
  const last = breaking ? breaking.stretch : history.all().length - 1;
  for (let stretch = last; stretch >= setting.stretch; stretch -= 1) {
    const { phases, end } = history.at(stretch) as Stretch;
    const start = breaking?.stretch === stretch ? breaking.index + 1 : 0;
    const index = phases.oldest(start, end, known);
    if (index >= 0) return phases.at(index);
  }
  return phaseOf(setting);
}
