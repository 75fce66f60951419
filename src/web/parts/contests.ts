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

export function contestView({ from, to, read }: Contest, about: Link | null): ContestView {
  const span = to === null ? `since ${longDate(from)}` : `from ${longDate(from)} to ${longDate(to)}`;
  return {
    label: about?.label ?? '',
    url: about?.url ?? null,
    span: `${span} (${besideSentence(read().contest.stance)})`,
  };
}
