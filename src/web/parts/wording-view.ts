import type { Wording } from '../../domain/structure/clarified-words.js';
import { longInstant } from '../../domain/when.js';
import type { Link } from '../frame/layout.js';
import { paths } from '../frame/paths.js';

/** Words that clearer ones have taken the place of, with when and why. */
export interface WordingView {
  readonly before: string;
  readonly recorded: string;
  readonly reason: string;
  readonly entry: Link;
}

/** Newest first. */
export function wordingViews(wordings: readonly Wording[]): WordingView[] {
  return wordings.toReversed().map(({ sequence, recordedAt, before, reason }) => ({
    before,
    recorded: longInstant(recordedAt),
    reason,
    entry: { label: `entry ${sequence}`, url: paths.chainEntry(sequence) },
  }));
}
