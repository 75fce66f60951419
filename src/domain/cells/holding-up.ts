import { codeOf } from '../log/position.js';
import { partiesNeeded } from '../structure/demand-terms.js';
import type { Negotiation } from '../structure/negotiation.js';
import type { Clocks } from './cell.js';
import type { ConditionState } from './condition-state.js';
import { type CountedParty, countedParty } from './demand-summary.js';
import type { NegotiationLog } from './negotiation-log.js';

/** Whose positions keep a condition from being met (docs/rules.md, "Conditions that are demands"). */
export interface HoldingUp {
  /**
   * Of a demand that is to be agreed first, those that it needs and that are not for it, as far as is known; of one that
   * is to be dropped, those of its raisers that still ask for it.
   */
  readonly heldUpBy: readonly CountedParty[];
  /** Those that a demand to be agreed first needs too: they are for it, but are not bound. */
  readonly notYetAgreed: readonly CountedParty[];
}

/** Nobody where it is met, or where no position can change that: it has an outcome, or was replaced. */
export function holdingUp(
  { demand, first, isMet, outcome, successors }: ConditionState,
  negotiation: Negotiation,
  log: NegotiationLog,
  clocks: Clocks,
): HoldingUp {
  if (isMet || outcome !== null || successors.length > 0) return { heldUpBy: [], notYetAgreed: [] };
  const isRaiser = ({ id }: { readonly id: number }) => demand.raisers.includes(id);
  const asked =
    first === 'agreed' ? partiesNeeded(negotiation, demand) : negotiation.parties.filter(isRaiser);
  const done = first === 'agreed' ? 'agreed' : 'withdrawn';
  const all = asked
    .map((party) => countedParty(party, log.cellAt(party.id, demand.id, clocks)))
    .filter(({ position }) => position !== done);
  const isWilling = (each: CountedParty) => first === 'agreed' && isFor(each);
  return {
    heldUpBy: all.filter((each) => !isWilling(each)),
    notYetAgreed: all.filter(isWilling),
  };
}

function isFor({ position }: CountedParty): boolean {
  return position !== null && (codeOf(position) ?? 0) > 0;
}
