import type { Clocks } from './cell.js';
import type { DemandState } from './demand.js';
import { summaryOfDemand } from './demand-summary.js';
import type { DemandId } from '../identifiers.js';
import { successorsOf } from './left-out.js';
import { type Outcome, outcomeOn } from '../structure/outcome.js';
import type { NegotiationLog } from './negotiation-log.js';
import { conditionKinds, demandBySlug, type NamedConditions, slugsIn } from '../log/named-condition.js';
import type { Demand, Negotiation } from '../structure/negotiation.js';

/** A demand that has to be agreed or dropped first, and whether it is. */
export interface ConditionState {
  readonly demand: Demand;
  /** As the stance names it. */
  readonly slug: string;
  readonly first: 'agreed' | 'dropped';
  readonly state: DemandState;
  /** What became of it in the end, which is said instead of the state; null where nothing is recorded. */
  readonly outcome: Outcome | null;
  readonly isMet: boolean;
  /** The demands that have replaced it. */
  readonly successors: readonly Demand[];
}

/** The state and the outcomes of a demand at which such a condition is met. */
const metAt: Readonly<Record<keyof NamedConditions, readonly (DemandState | Outcome)[]>> = {
  agreedFirst: ['settled_in_words', 'carried_out', 'ended'],
  droppedFirst: ['off_the_table', 'lapsed'],
};

/**
 * The conditions of a stance that are other demands, as they stand at the clocks (docs/rules.md, "Conditions that are
 * demands").
 */
export function conditionStates(
  stance: NamedConditions,
  negotiation: Negotiation,
  log: NegotiationLog,
  clocks: Clocks,
): ConditionState[] {
  return conditionReader(negotiation, log, clocks)(stance);
}

/** The same for the conditions of any number of stances: how each demand stands is worked out once. */
export function conditionReader(
  negotiation: Negotiation,
  log: NegotiationLog,
  clocks: Clocks,
): (stance: NamedConditions) => ConditionState[] {
  const found = new Map<DemandId, DemandStands>();
  const standOf = (demand: Demand): DemandStands => {
    const known = found.get(demand.id);
    if (known) return known;
    const { state } = summaryOfDemand(negotiation, demand, log, clocks);
    const outcome = outcomeOn(demand.outcomes, clocks.asOf)?.words.outcome ?? null;
    const stands = { state, outcome, successors: successorsOf(negotiation, demand.id) };
    found.set(demand.id, stands);
    return stands;
  };
  return (stance) =>
    conditionKinds.flatMap((kind) =>
      slugsIn(stance[kind]).flatMap((slug): ConditionState[] => {
        const demand = demandBySlug(negotiation, slug);
        if (!demand) return [];
        const stands = standOf(demand);
        const { state, outcome } = stands;
        const isMet = metAt[kind].includes(state) || (outcome !== null && metAt[kind].includes(outcome));
        const first = kind === 'agreedFirst' ? 'agreed' : 'dropped';
        return [{ demand, slug, first, isMet, ...stands }];
      }),
    );
}

type DemandStands = Pick<ConditionState, 'state' | 'outcome' | 'successors'>;
