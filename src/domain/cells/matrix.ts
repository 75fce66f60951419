import type { Cell, Clocks } from './cell.js';
import type { DemandId, PartyId } from '../identifiers.js';
import type { NegotiationLog } from './negotiation-log.js';

/** One row per demand, one cell per party, in the given orders. */
export type Matrix = readonly (readonly Cell[])[];

export function buildMatrix(
  log: NegotiationLog,
  demands: readonly DemandId[],
  parties: readonly PartyId[],
  clocks: Clocks,
): Matrix {
  return demands.map((demand) => parties.map((party) => log.cellAt(party, demand, clocks)));
}
