import type { Day } from '../when.js';
import type { BriefingEntry } from './briefing.js';
import type { Negotiation } from './negotiation.js';
import type { ReservationEntry } from './reservation.js';

/** What is known of what is published by itself and has a day. */
export interface Dated {
  readonly negotiation: Pick<Negotiation, 'demands'>;
  readonly briefings: readonly BriefingEntry[];
  readonly reservations: readonly ReservationEntry[];
}

/**
 * The newest day of an outcome, an account of compliance, a briefing or a reservation; null if there is none. East of UTC it may be tomorrow, and a
 * page without clocks must count what its permalink counts (docs/rules.md, "Two clocks").
 */
export function newestOwnDay({ negotiation, briefings, reservations }: Dated): Day | null {
  const ofDemands = negotiation.demands.flatMap(({ outcomes, compliance }) => [...outcomes, ...compliance]);
  return [...ofDemands, ...briefings, ...reservations].reduce<Day | null>(
    (newest, { words }) => (words === null || (newest !== null && words.day <= newest) ? newest : words.day),
    null,
  );
}
