import type { Contest } from '../../domain/cells/course.js';
import { besideSentence } from '../../domain/cells/wording.js';
import { codeOf } from '../../domain/log/position.js';
import { type Day, longDate } from '../../domain/when.js';
import type { Course } from '../../outputs/charts/course-chart.js';
import type { Link } from '../frame/layout.js';

/** A span in which a position was contested, as the key of a picture tells it. */
export interface ContestView {
  /** Whose position, on what; empty on the page of the position itself. */
  readonly label: string;
  readonly url: string | null;
  /** “from 15 August 2025 to 19 August 2025 (reported: Demands, 15 Aug 2025)”. */
  readonly span: string;
}

export function contestView({ from, to, read }: Contest, about: Link | null): ContestView {
  const span = to === null ? `since ${longDate(from)}` : `from ${longDate(from)} to ${longDate(to)}`;
  return {
    label: about?.label ?? '',
    url: about?.url ?? null,
    span: `${span} (${besideSentence(read().contest.stance)})`,
  };
}

/** As a chart draws them: both positions are on the scale, or they would not be opposite. */
export function drawnContests(contests: readonly Contest[]): Course['contests'] {
  return contests.map(({ from, to, read }) => ({
    ...{ from, to, code: codeOf(read().contest.stance.position) ?? 0 },
  }));
}

/** The days on which it began and ended. */
export function daysOfContest({ from, to }: Contest): { readonly day: Day }[] {
  return [from, ...(to === null ? [] : [to])].map((day) => ({ day }));
}
