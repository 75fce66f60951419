import type { Alignment } from '../../../domain/cells/alignment.js';
import type { Comparison } from '../../../domain/cells/comparison.js';
import { knownRelations, relationViews } from './relations.js';

/** The demands on which two parties are counted, one unit each; what is not known of both is blank at its end, or left out. */
export interface BarView {
  readonly total: number;
  readonly parts: readonly { readonly value: Comparison; readonly at: number; readonly count: number }[];
}

export function barOf(pair: Alignment, isOfKnown = false): BarView {
  let end = 0;
  const drawn = isOfKnown ? knownRelations : relationViews;
  const parts = drawn.flatMap(({ value }) => {
    const count = pair.counts[value];
    const at = end;
    end += count;
    return count === 0 ? [] : [{ value, at, count }];
  });
  return { total: Math.max(end, 1), parts };
}
