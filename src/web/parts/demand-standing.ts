import { isolating } from '../../domain/isolation.js';
import { successorsOf } from '../../domain/cells/left-out.js';
import { type Closing, closingAt } from '../../domain/structure/closing.js';
import type { Demand } from '../../domain/structure/negotiation.js';
import { presentOutcome } from './outcome-view.js';
import { longDate, utcDay } from '../../domain/when.js';
import type { Link } from '../frame/layout.js';
import { paths, withQuery } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';

/** What pages say beside a demand that matrices leave out: “Closed on 20 August 2025”, “Replaced by …”. */
export interface DemandStanding {
  readonly words: string;
  readonly links: readonly Link[];
}

/**
 * Everything of that kind, at the clocks; empty for most demands. Under the heading “Past” the topic is said in place
 * of that word.
 */
export function demandStandings(
  reading: Reading,
  demand: Demand,
  { isUnderPast }: { readonly isUnderPast: boolean } = { isUnderPast: false },
): DemandStanding[] {
  const { negotiation, givenQuery } = reading;
  const successors = successorsOf(negotiation, demand.id).map(({ proposition, slug }) => ({
    label: proposition,
    url: withQuery(paths.demand(negotiation.slug, slug), givenQuery),
  }));
  const replaced = successors.length > 0 ? { words: 'Replaced by', links: successors } : null;
  return [
    closedStanding(reading, demand),
    pastStanding(reading, demand, isUnderPast ? demand.topic.name : 'Past'),
    replaced,
  ].filter((standing) => standing !== null);
}

/** What became of it, with the link to that; null while nothing has. */
function pastStanding(reading: Reading, demand: Demand, head: string): DemandStanding | null {
  const outcome = presentOutcome(reading, demand);
  if (outcome === null) return null;
  const { negotiation, givenQuery } = reading;
  const url = `${withQuery(paths.demand(negotiation.slug, demand.slug), givenQuery)}#outcome`;
  return { words: isolating`${head}:`, links: [{ label: outcome, url }] };
}

/** When it was closed, with the link to that entry; null while it is open. */
export function closedStanding(
  { clocks }: Pick<Reading, 'clocks'>,
  { closings }: { readonly closings: readonly Closing[] },
): DemandStanding | null {
  const closing = closingAt(closings, clocks.known);
  if (!closing?.isClosed) return null;
  const { recordedAt, sequence } = closing;
  if (recordedAt === null) return { words: 'Closed', links: [] };
  const entry = { label: `entry ${sequence}`, url: paths.chainEntry(sequence) };
  return { words: `Closed on ${longDate(utcDay(new Date(recordedAt)))}`, links: [entry] };
}
