import { type Cell, type Clocks, classOfStance, type MovedSince, type RecordAt } from './cell.js';
import { CellSteps } from './cell-steps.js';
import type { DemandId, PartyId } from '../identifiers.js';
import { buildMatrix, type Matrix } from './matrix.js';
import { evidenceChange, type Movement } from './movement.js';
import { type Approach, approachesBetween } from './moved-towards.js';
import type { Demand, Party } from '../structure/negotiation.js';
import type { NegotiationLog } from './negotiation-log.js';
import { clocksOn } from './past.js';
import { isFinding } from '../log/position.js';
import type { Day } from '../when.js';

/** A cell that moved between the two ends of a period, was reaffirmed or looked at. */
export interface CellChange {
  readonly party: PartyId;
  readonly demand: DemandId;
  readonly before: Cell;
  /** Always set: a later record never empties a cell. */
  readonly after: Cell & { readonly isSet: true };
  /** Every movement between the two. */
  readonly steps: CellSteps;
  /** The movements among them, each once; “reaffirmed” only if it was nothing more. */
  readonly movements: readonly Movement[];
  /** The newest of them, and of a cell that did not move its reaffirmation; null where a search found no position. */
  readonly movement: Movement | null;
  readonly evidenceChange: string | null;
  /** The record that made this movement: the day of a row is its day. */
  readonly moved: RecordAt;
}

/** In the order of the matrix. */
export interface ComparedStructure {
  readonly demands: readonly Pick<Demand, 'id'>[];
  readonly parties: readonly Pick<Party, 'id' | 'role'>[];
}

/** What changed in a period, and who came nearer to whom. */
export interface ChangesOfPeriod {
  readonly changes: readonly CellChange[];
  readonly approaches: readonly Approach[];
}

/** Compares the end of the first day with the end of the last, both at the same `known`. */
export interface Period extends Omit<Clocks, 'asOf'> {
  readonly from: Day;
  /** Null for no end. */
  readonly to: Day | null;
}

/**
 * The cells that another record sets at the end of the period than at its start, in the given order of demands and
 * parties, each with every step between: a position given up and taken up again within the period moved twice. Yields
 * between the demands: of a million stances all their steps take a tenth of a second.
 */
export function* changesIn(
  log: NegotiationLog,
  { demands, parties }: ComparedStructure,
  { from, to, ...clocks }: Period,
): Generator<void, ChangesOfPeriod> {
  const [rows, columns] = [idsOf(demands), idsOf(parties)];
  const at = { ...clocks, asOf: to };
  const after = buildMatrix(log, rows, columns, at);
  const before = buildMatrix(log, rows, columns, { ...clocks, asOf: from });
  const changes: CellChange[] = [];
  for (const row of rows.keys()) {
    yield;
    changes.push(...changesInRow(log, { from, clocks: at, before, after }, { row, demands: rows }, columns));
  }
  return { changes, approaches: approachesBetween(before, after, demands, parties) };
}

function idsOf(rows: readonly { readonly id: number }[]): number[] {
  return rows.map(({ id }) => id);
}

/** The matrix of some demands and parties at the clocks, compared with the end of a day. */
export interface MatrixCompared {
  readonly from: Day;
  readonly clocks: Clocks;
  /**
   * As it was at the end of the day, and as it is; null where nothing has made it: then only the cells that differ are
   * worked out.
   */
  readonly before: Matrix | null;
  readonly after: Matrix | null;
}

/**
 * The same of these demands and parties. What a cell was before is worked out only where a record counts from a later
 * day: of a large matrix few cells have one.
 */
export function changesSince(
  log: NegotiationLog,
  compared: MatrixCompared,
  demands: readonly DemandId[],
  parties: readonly PartyId[],
): CellChange[] {
  return [...demands.keys()].flatMap((row) => changesInRow(log, compared, { row, demands }, parties));
}

/** Those of one of the demands. */
function changesInRow(
  log: NegotiationLog,
  { from, clocks, before, after }: MatrixCompared,
  { row, demands }: { readonly row: number; readonly demands: readonly DemandId[] },
  parties: readonly PartyId[],
): CellChange[] {
  const demand = demands[row] as DemandId;
  const [start, end] = [clocksOn(demand, { ...clocks, asOf: from }), clocksOn(demand, clocks)];
  const day = start.asOf as Day;
  const changes: CellChange[] = [];
  for (const [column, party] of parties.entries()) {
    const cell = log.cell(party, demand);
    if (cell.isSameSince(day, end)) continue;
    const stepsAfter = () => new CellSteps(cell, end, from);
    const [earlier, later] = [before?.[row]?.[column], after?.[row]?.[column]];
    const change = changeOf(earlier ?? cell.at(start), later ?? cell.at(end), stepsAfter);
    if (change) changes.push({ party, demand, ...change });
  }
  return changes;
}

/** How each of these cells moved since the end of the day; null for one that did not. */
export function movedSince(
  log: NegotiationLog,
  { from, clocks }: Omit<MatrixCompared, 'before' | 'after'>,
  demands: readonly DemandId[],
  parties: readonly PartyId[],
): (MovedSince | null)[][] {
  return demands.map((demand) => {
    const end = clocksOn(demand, clocks);
    const { asOf: day } = clocksOn(demand, { ...clocks, asOf: from });
    return parties.map((party) => log.cell(party, demand).movedSince(day as Day, end));
  });
}

function changeOf(
  before: Cell,
  after: Cell,
  stepsAfter: () => CellSteps,
): Omit<CellChange, 'party' | 'demand'> | null {
  if (!after.isSet) return null;
  const { setting } = after;
  const earlier = before.isSet ? before.setting : null;
  if (earlier?.record === setting.record) return null;
  const isLookedAt = isFinding(setting.stance.position);
  if (isLookedAt && earlier?.stance.position === setting.stance.position) return null;
  const steps = stepsAfter();
  if (isLookedAt)
    return { before, after, steps, movements: [], movement: null, evidenceChange: null, moved: setting };
  const newest = steps.lastMovement;
  if (newest) {
    const { movement, evidenceChange: change, record } = newest;
    const { movements } = steps;
    return { before, after, steps, movements, movement, evidenceChange: change, moved: record };
  }
  const change = evidenceChange(earlier && classOfStance(earlier.stance), classOfStance(setting.stance));
  const reaffirmed = { movements: onlyReaffirmed, movement: 'reaffirmed' } as const;
  return { before, after, steps, ...reaffirmed, evidenceChange: change, moved: setting };
}

const onlyReaffirmed: readonly Movement[] = ['reaffirmed'];

/** The newest record that says the same as the one that moved the cell; null if that is this one. */
export function lastReaffirmed({ after, moved }: CellChange): RecordAt | null {
  return after.setting.record === moved.record ? null : after.setting;
}

/** False for a cell that was only reaffirmed. */
export function isDifferent({ movement }: CellChange): boolean {
  return movement !== 'reaffirmed';
}

/** What readers look for first: who turned round, who left or entered an agreement, who opened. */
export const movementsByWeight: readonly Movement[] = [
  'reversed',
  'left_agreement',
  'agreed',
  'dropped',
  'opened',
  'took_side',
  'softened',
  'hardened',
  'shifted',
  'unclear',
  'new',
  'reaffirmed',
];

/** The changes with those that weigh most before the others, each by the weightiest of its movements. */
export function weightiestFirst(changes: readonly CellChange[]): CellChange[] {
  const weightOf = (change: CellChange) => {
    const weight = movementsByWeight.findIndex((each) => change.movements.includes(each));
    return weight < 0 ? movementsByWeight.length : weight;
  };
  const weighed = changes.map((change) => ({ change, weight: weightOf(change) }));
  return weighed.sort((one, other) => one.weight - other.weight).map(({ change }) => change);
}

/** True of a cell that went from one side to the other in one of its steps. */
export function isReversal(change: CellChange): boolean {
  return change.movements.includes('reversed');
}

/** False for a first record, a reaffirmation and a search that found nothing. */
export function isMovement(change: CellChange): boolean {
  return change.movements.some((each) => each !== 'new' && each !== 'reaffirmed');
}
