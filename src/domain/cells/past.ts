import type { DemandId } from '../identifiers.js';
import { pastFrom } from '../structure/outcome.js';
import type { Demand, Negotiation } from '../structure/negotiation.js';
import type { Day } from '../when.js';
import type { Clocks } from './cell.js';

/** The demands that have an outcome that is known, each with the day from which it is past, whatever the page’s day. */
export function pastDays(
  { demands }: { readonly demands: readonly Pick<Demand, 'id' | 'outcomes'>[] },
  known = Infinity,
): ReadonlyMap<DemandId, Day> {
  return new Map(
    demands.flatMap(({ id, outcomes }) => {
      const day = pastFrom(outcomes.filter(({ sequence }) => sequence <= known));
      return day === null ? [] : [[id, day] as const];
    }),
  );
}

/** The clocks for the positions on one demand: of one that is past, those of its day. */
export function clocksOn(demand: DemandId, clocks: Clocks): Clocks {
  const day = clocks.past?.get(demand);
  if (day === undefined || (clocks.asOf !== null && clocks.asOf <= day)) return clocks;
  return { ...clocks, asOf: day };
}

/** The last day to be drawn of a demand: the page’s, or that on which it became past. */
export function lastDayOf(demand: DemandId, clocks: Clocks, pageDay: Day): Day {
  return clocksOn(demand, clocks).asOf ?? pageDay;
}

/** True from its day on. */
export function isPast({ id }: Pick<Demand, 'id'>, { asOf, past }: Pick<Clocks, 'asOf' | 'past'>): boolean {
  const day = past?.get(id);
  return day !== undefined && (asOf === null || day <= asOf);
}

/** The negotiation with its past demands after the others, each in the order of the matrix. */
export function pastLast(negotiation: Negotiation, clocks: Pick<Clocks, 'asOf' | 'past'>): Negotiation {
  const isPastOne = (demand: Demand) => isPast(demand, clocks);
  const { demands } = negotiation;
  if (!demands.some(isPastOne)) return negotiation;
  const others = demands.filter((demand) => !isPastOne(demand));
  return { ...negotiation, demands: [...others, ...demands.filter(isPastOne)] };
}
