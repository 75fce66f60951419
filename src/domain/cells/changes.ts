import { type Cell, type Clocks, classOfStance, type RecordAt } from './cell.js';
import type { DemandId, PartyId } from '../identifiers.js';
import { buildMatrix, type Matrix } from './matrix.js';
import { evidenceChange, type Movement, movementBetween } from './movement.js';
import { type Approach, approachesBetween } from './moved-towards.js';
import type { Demand, Party } from '../structure/negotiation.js';
import type { NegotiationLog } from './negotiation-log.js';
import type { Day } from '../when.js';

/** A cell that changed between the two ends of a period, or was reaffirmed. */
export interface CellChange {
  readonly party: PartyId;
  readonly demand: DemandId;
  readonly before: Cell;
  /** Always set: a later record never empties a cell. */
  readonly after: Cell & { readonly isSet: true };
  /** Null where a search found no position: a finding is no movement. */
  readonly movement: Movement | null;
  readonly evidenceChange: string | null;
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
 * parties. Nothing in between is looked at: a position given up and taken up again within the period counts as
 * reaffirmed.
 */
export function changesIn(
  log: NegotiationLog,
  { demands, parties }: ComparedStructure,
  { from, to, ...clocks }: Period,
): ChangesOfPeriod {
  const [rows, columns] = [idsOf(demands), idsOf(parties)];
  const matrixAt = (asOf: Day | null) => buildMatrix(log, rows, columns, { ...clocks, asOf });
  const [before, after] = [matrixAt(from), matrixAt(to)];
  return {
    changes: changesBetween(before, after, rows, columns),
    approaches: approachesBetween(before, after, demands, parties),
  };
}

function idsOf(rows: readonly { readonly id: number }[]): number[] {
  return rows.map(({ id }) => id);
}

/** The same between two matrices of these demands and parties. */
export function changesBetween(
  before: Matrix,
  after: Matrix,
  demands: readonly DemandId[],
  parties: readonly PartyId[],
): CellChange[] {
  return demands.flatMap((demand, row) =>
    parties.flatMap((party, column) => {
      const change = changeOf(before[row]?.[column] as Cell, after[row]?.[column] as Cell);
      return change ? [{ party, demand, ...change }] : [];
    }),
  );
}

function changeOf(before: Cell, after: Cell): Omit<CellChange, 'party' | 'demand'> | null {
  if (!after.isSet) return null;
  const earlier = before.isSet ? before.setting : null;
  if (earlier?.record === after.setting.record) return null;
  const previous = earlier && classOfStance(earlier.stance) ? earlier : null;
  const movement = movementBetween(previous?.stance.position ?? null, after.setting.stance.position);
  if (movement === null && earlier?.stance.position === after.setting.stance.position) return null;
  return { before, after, movement, evidenceChange: evidenceChangeOf(previous, after.setting) };
}

function evidenceChangeOf(before: RecordAt | null, after: RecordAt): string | null {
  return evidenceChange(before && classOfStance(before.stance), classOfStance(after.stance));
}

/** False for a cell that was only reaffirmed. */
export function isDifferent({ movement }: CellChange): boolean {
  return movement !== 'reaffirmed';
}
