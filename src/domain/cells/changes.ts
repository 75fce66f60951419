import { type Cell, type Clocks, classOfStance, type RecordAt } from './cell.js';
import type { DemandId, PartyId } from '../identifiers.js';
import { evidenceChange, type Movement, movementBetween } from './movement.js';
import type { NegotiationLog } from './negotiation-log.js';
import type { Day } from '../when.js';

/** One cell that is not at the end of a period what it was at its beginning, or was reaffirmed within it. */
export interface CellChange {
  readonly party: PartyId;
  readonly demand: DemandId;
  readonly before: Cell;
  /** Always set: a record that is dated later never empties a cell. */
  readonly after: Cell & { readonly isSet: true };
  /** Null where somebody looked and found no position, which moves nothing. */
  readonly movement: Movement | null;
  readonly evidenceChange: string | null;
}

/** The end of the first day is compared with the end of the last, as the log was known at one number. */
export interface Period extends Omit<Clocks, 'asOf'> {
  readonly from: Day;
  /** Null cuts nothing off. */
  readonly to: Day | null;
}

/**
 * The cells that another record sets at the end of the period than at its beginning, in the order of the demands and
 * parties given. What lies between is not looked at: a position given up and taken again within the period is
 * reaffirmed.
 */
export function changesIn(
  log: NegotiationLog,
  demands: readonly DemandId[],
  parties: readonly PartyId[],
  { from, to, ...clocks }: Period,
): CellChange[] {
  return demands.flatMap((demand) =>
    parties.flatMap((party) => {
      const before = log.cellAt(party, demand, { ...clocks, asOf: from });
      const after = log.cellAt(party, demand, { ...clocks, asOf: to });
      const change = changeOf(before, after);
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

/** True for a cell that differs; a reaffirmed one says again what it said. */
export function isDifferent({ movement }: CellChange): boolean {
  return movement !== 'reaffirmed';
}
