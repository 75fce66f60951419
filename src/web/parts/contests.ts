import type { Contest } from '../../domain/cells/course.js';
import type { DemandId, PartyId } from '../../domain/identifiers.js';
import { besideSentence } from '../../domain/cells/wording.js';
import { longDate } from '../../domain/when.js';
import type { Link } from '../frame/layout.js';

/** A span in which a position was contested, as the key of a picture tells it. */
export interface ContestView {
  /** Whose position, on what; empty on the page of the position itself. */
  readonly label: string;
  readonly url: string | null;
  /** “from 15 August 2025 to 19 August 2025 (reported: Demands, 15 Aug 2025)”. */
  readonly span: string;
}

/** Those that follow one another without a day between them are one span, with each report that was on the other side. */
export interface ContestRun extends Pick<Contest, 'party' | 'demand' | 'from' | 'to'> {
  readonly contests: readonly Contest[];
}

/** @param contests in the order of their days */
export function contestRuns(contests: readonly Contest[]): ContestRun[] {
  const runs: Contest[][] = [];
  const lastOf = new Map<DemandId, Map<PartyId, Contest[]>>();
  for (const contest of contests) {
    let ofDemand = lastOf.get(contest.demand);
    if (!ofDemand) {
      ofDemand = new Map();
      lastOf.set(contest.demand, ofDemand);
    }
    const last = ofDemand.get(contest.party);
    if (last && last.at(-1)?.to === contest.from) {
      last.push(contest);
      continue;
    }
    const run = [contest];
    runs.push(run);
    ofDemand.set(contest.party, run);
  }
  return runs.map((run) => {
    const [first, last] = [run[0] as Contest, run.at(-1) as Contest];
    return { party: first.party, demand: first.demand, from: first.from, to: last.to, contests: run };
  });
}

/** Of a run of many reports the newest are named. */
const mostNamed = 3;

export function contestView({ from, to, contests }: ContestRun, about: Link | null): ContestView {
  const span = to === null ? `since ${longDate(from)}` : `from ${longDate(from)} to ${longDate(to)}`;
  const named = contests.slice(-mostNamed).map(({ read }) => besideSentence(read().contest.stance));
  const more = contests.length - named.length;
  const reports = [...(more > 0 ? [`${more.toLocaleString('en-GB')} earlier`] : []), ...named];
  return { label: about?.label ?? '', url: about?.url ?? null, span: `${span} (${reports.join('; ')})` };
}
