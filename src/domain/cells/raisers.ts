import type { Clocks } from './cell.js';
import type { PartyId } from '../identifiers.js';
import { codeOf, type Position } from '../log/position.js';
import type { NegotiationLog } from './negotiation-log.js';
import type { Demand } from '../structure/negotiation.js';

/**
 * The raisers of a demand of whom no record says so: none on the record by which they ask for it or no longer do.
 * Pages and tables call it “said to be raised by” them (docs/rules.md, "Who raised a demand").
 */
export function saidToRaise(
  log: NegotiationLog,
  { id, raisers }: Pick<Demand, 'id' | 'raisers'>,
  { asOf, known }: Pick<Clocks, 'asOf' | 'known'>,
): PartyId[] {
  const clocks = { asOf, known, evidence: 'on_record' } as const;
  return raisers.filter((party) => !log.cell(party, id).hasSet(clocks, isAskedFor));
}

function isAskedFor(position: Position): boolean {
  return position === 'withdrawn' || (codeOf(position) ?? 0) > 0;
}
