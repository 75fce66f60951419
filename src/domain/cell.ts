import { classOfStrength, type EvidenceClass, evidenceClassOf } from './attribution.js';
import type { Sequence, StanceCore } from './entry.js';
import { evidenceChange, type Movement, movementBetween } from './movement.js';
import { Phases } from './phases.js';
import { isFinding, type Position } from './position.js';
import { compareInCell, type Phase, startOfDayOrder } from './record.js';
import { type Day, dayNumber } from './when.js';

/** Which evidence a reader lets set a cell (product.md, "The cell rule"). */
export const evidenceChoices = [
  { value: 'on_record', label: 'On the record only' },
  { value: 'default', label: 'On the record first' },
  { value: 'all', label: 'Newest of any kind' },
] as const;

export type Evidence = (typeof evidenceChoices)[number]['value'];

/** Which nothing a cell without a setting record says. */
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

/** A record as it reads at the clocks: its first and its counting version, and what that says. */
export type RecordAt = Pick<Phase, 'record' | 'version' | 'stance'>;

export interface SetCell {
  readonly isSet: true;
  readonly setting: RecordAt;
  /** The first record of the unbroken run of one value among those that set the cell. */
  readonly since: RecordAt;
  /** The setting record before this one, whatever its value; null if this is the first. */
  readonly previous: RecordAt | null;
  readonly movement: Movement | null;
  /** Words to add where the class of evidence changed with the movement. */
  readonly evidenceChange: string | null;
  /** Newer records of weaker classes whose position differs, strongest class first. */
  readonly beside: readonly RecordAt[];
  /** The newest finding, where something else sets the cell. */
  readonly lastChecked: RecordAt | null;
}

export interface EmptyCell {
  readonly isSet: false;
  readonly nothing: Nothing;
  /** What is reported or inferred where nothing is on the record. */
  readonly beside: readonly RecordAt[];
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

/** A part of the cell's history: the first `end` phases of one list can have set the cell. */
interface Stretch {
  readonly phases: Phases;
  readonly end: number;
}

type Shelf = EvidenceClass | 'any' | 'finding' | 'denied' | 'retracted';

const strongestFirst: readonly EvidenceClass[] = ['on_record', 'reported', 'inferred'];

export function classOfStance(stance: StanceCore): EvidenceClass | null {
  return stance.attribution === null ? null : evidenceClassOf(stance.attribution);
}

/** Everything the log says of one party on one demand, ready to be read at any clocks. */
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

  add(phase: Phase): void {
    for (const shelf of shelvesOf(phase)) this.shelves[shelf].add(phase);
  }

  phaseEnded(phase: Phase): void {
    for (const shelf of shelvesOf(phase)) this.shelves[shelf].phaseEnded();
  }

  /** The cell rule: the newest on the record sets the cell; else the newest reported; else the newest inferred. */
  at(clocks: Clocks): Cell {
    const before = orderAfter(clocks.asOf);
    const history = this.history(clocks, before);
    const setting = newestOf(history, clocks.known);
    if (setting) return this.setCell(clocks, before, history, setting);
    const beside = clocks.evidence === 'on_record' ? this.besides(clocks.known, before, null) : [];
    if (beside.length > 0) return { isSet: false, nothing: 'nothing_on_record', beside };
    const findings = [this.stretch('finding', before)];
    const finding = newestOf(findings, clocks.known);
    if (finding) return this.setCell(clocks, before, findings, finding);
    return { isSet: false, nothing: this.nothingAt(clocks.known, before), beside: [] };
  }

  /** The records that set the cell one after the other up to the clocks, oldest first. */
  settingRecords(clocks: Clocks): RecordAt[] {
    const before = orderAfter(clocks.asOf);
    const records: RecordAt[] = [];
    for (const { phases, end } of this.history(clocks, before).toReversed()) {
      let index = phases.oldest(0, end, clocks.known);
      while (index >= 0) {
        records.push(phases.at(index));
        index = phases.oldest(index + 1, end, clocks.known);
      }
    }
    return records;
  }

  /** The next standing record of the same or a stronger class that is newer; null if none has superseded it. */
  successorOf(phase: Phase, { asOf, known }: Clocks): Phase | null {
    const before = orderAfter(asOf);
    const settingClass = classOfStance(phase.stance);
    const shelves = settingClass
      ? strongestFirst.slice(0, strongestFirst.indexOf(settingClass) + 1)
      : (['any', 'finding'] as const);
    const successors = shelves
      .map((shelf) => this.stretch(shelf, before))
      .map(({ phases, end }) => phases.after(phase, end, known))
      .filter((successor) => successor !== null);
    return successors.sort(compareInCell)[0] ?? null;
  }

  /** How the record moved the cell when it set it; null for one that never has, at these clocks. */
  movementOf(record: Sequence, clocks: Clocks): MovementAt | null {
    const records = this.settingRecords(clocks);
    const index = records.findIndex((each) => each.record === record);
    const after = records[index];
    if (!after) return null;
    const previous = records[index - 1] ?? null;
    const movement = movementBetween(previous?.stance.position ?? null, after.stance.position);
    return movement && { movement, previous, evidenceChange: evidenceChangeBetween(previous, after) };
  }

  /** The newest stretch first. A weaker class has set the cell only before the first record of a stronger one. */
  private history(clocks: Clocks, before: number): Stretch[] {
    if (clocks.evidence === 'all') return [this.stretch('any', before)];
    if (clocks.evidence === 'on_record') return [this.stretch('on_record', before)];
    const history: Stretch[] = [];
    let limit = before;
    for (const shelf of strongestFirst) {
      const stretch = this.stretch(shelf, limit);
      const first = stretch.phases.oldest(0, stretch.end, clocks.known);
      if (first < 0) continue;
      history.push(stretch);
      limit = stretch.phases.orderAt(first);
    }
    return history;
  }

  private stretch(shelf: Shelf, before: number): Stretch {
    const phases = this.shelves[shelf];
    return { phases, end: before === Infinity ? phases.length : phases.countBefore(before) };
  }

  private setCell(clocks: Clocks, before: number, history: readonly Stretch[], setting: Found): SetCell {
    const previous = newestOf(historyBefore(history, setting), clocks.known);
    const position = positionOf(setting);
    const isByFinding = isFinding(position);
    const finding = isByFinding ? null : newestOf([this.stretch('finding', before)], clocks.known);
    const showsBeside = clocks.evidence === 'default' && !isByFinding;
    return {
      isSet: true,
      setting: phaseOf(setting),
      since: startOfRun(history, setting, clocks.known),
      previous: previous && phaseOf(previous),
      movement: movementBetween(previous && positionOf(previous), position),
      evidenceChange: evidenceChange(previous && classOf(previous), classOf(setting)),
      beside: showsBeside ? this.besides(clocks.known, before, setting) : [],
      lastChecked: finding && phaseOf(finding),
    };
  }

  /** The newest of each class weaker than the setting one, if it is newer and says something else. */
  private besides(known: Sequence, before: number, setting: Found | null): RecordAt[] {
    const settingClass = setting && classOf(setting);
    const weaker = strongestFirst.slice(settingClass ? strongestFirst.indexOf(settingClass) + 1 : 1);
    const newest = weaker.map((shelf) => newestOf([this.stretch(shelf, before)], known));
    return newest
      .filter((found) => found !== null)
      .filter(
        (found) =>
          !setting || (orderOf(found) > orderOf(setting) && positionOf(found) !== positionOf(setting)),
      )
      .map(phaseOf);
  }

  private nothingAt(known: Sequence, before: number): Nothing {
    if (newestOf([this.stretch('denied', before)], known)) return 'denied';
    const standing = [this.shelves.any, this.shelves.finding, this.shelves.denied];
    if (standing.some((phases) => phases.newest(phases.length, known) >= 0)) return 'no_record_by_date';
    return newestOf([this.stretch('retracted', before)], known) ? 'retracted' : 'not_assessed';
  }
}

function evidenceChangeBetween(before: RecordAt | null, after: RecordAt): string | null {
  return evidenceChange(before && classOfStance(before.stance), classOfStance(after.stance));
}

/** The least order of a record that counts from a later day than `asOf`. */
function orderAfter(asOf: Day | null): number {
  return asOf === null ? Infinity : startOfDayOrder(dayNumber(asOf) + 1);
}

/** Where a phase stands: which stretch of the history, and where in its list. */
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

function newestOf(history: readonly Stretch[], known: Sequence, other: Position | null = null): Found | null {
  for (const [stretch, { phases, end }] of history.entries()) {
    const index = phases.newest(end, known, other);
    if (index >= 0) return { stretch, phases, index };
  }
  return null;
}

/** The history without the found record and what is newer. */
function historyBefore(history: readonly Stretch[], found: Found): Stretch[] {
  const [stretch, ...older] = history.slice(found.stretch) as [Stretch, ...Stretch[]];
  return [{ phases: stretch.phases, end: found.index }, ...older];
}

/** The oldest record since the newest one that gave another position. */
function startOfRun(history: readonly Stretch[], setting: Found, known: Sequence): Phase {
  const breaking = newestOf(history, known, positionOf(setting));
  const last = breaking ? breaking.stretch : history.length - 1;
  for (let stretch = last; stretch >= setting.stretch; stretch -= 1) {
    const { phases, end } = history[stretch] as Stretch;
    const start = breaking?.stretch === stretch ? breaking.index + 1 : 0;
    const index = phases.oldest(start, end, known);
    if (index >= 0) return phases.at(index);
  }
  return phaseOf(setting);
}
