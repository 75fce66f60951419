import type { Contest } from '../../domain/cells/course.js';
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
export interface ContestRun extends Pick<Contest, 'from' | 'to'> {
  readonly contests: readonly Contest[];
}

/** @param contests of one cell, oldest first */
export function contestRuns(contests: readonly Contest[]): ContestRun[] {
  const runs: Contest[][] = [];
  for (const contest of contests) {
    const last = runs.at(-1);
    if (last?.at(-1)?.to === contest.from) last?.push(contest);
    else runs.push([contest]);
  }
  return runs.map((run) => {
    const [first, last] = [run[0] as Contest, run.at(-1) as Contest];
    return { from: first.from, to: last.to, contests: run };
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
