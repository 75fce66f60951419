import { leftOutAs } from '../../../domain/cells/left-out.js';
import type { Demand } from '../../../domain/structure/negotiation.js';
import { outcomeOn } from '../../../domain/structure/outcome.js';
import type { Day } from '../../../domain/when.js';
import type { Link } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';
import { outcomeTitle } from '../../parts/outcome-view.js';
import type { Moves } from './moves.js';

/** A demand on which moves are not judged, and why: “ended on 12 April 2026”. */
export interface LeftOutDemand extends Link {
  readonly why: string;
}

export function leftOutDemands(reading: Reading, { leftOut, to }: Moves): LeftOutDemand[] {
  const { negotiation, clocks, givenQuery } = reading;
  return leftOut.map((demand) => ({
    label: demand.proposition,
    url: withQuery(paths.demand(negotiation.slug, demand.slug), givenQuery),
    why: outcomeWords(demand, clocks.known, to) ?? leftOutAs(demand, { ...clocks, asOf: to }) ?? 'closed',
  }));
}

/** “past: ended on 12 April 2026”. */
export function pastWords(demand: Demand, { clocks }: Reading): string {
  return `past: ${outcomeWords(demand, clocks.known, clocks.asOf) ?? 'by its outcome'}`;
}

function outcomeWords({ outcomes }: Demand, known: number, asOf: Day | null): string | null {
  const entries = outcomes.filter(({ sequence }) => sequence <= known);
  const found = outcomeOn(entries, asOf);
  if (found === null) return null;
  const title = outcomeTitle(found.words);
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}
