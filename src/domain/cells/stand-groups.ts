import type { GapAmong } from './demand-summary.js';
import { type Gap, gapScale } from './gap.js';
import { byNearness, nearestToAgreement } from './question-standing.js';

/** Under what a demand stands by its gap. */
export type StandGroup = Gap | 'aligned_for_so_far' | 'aligned_against_so_far' | 'not_known_of_all';

/** Nearest to agreement first; what is aligned only so far stands behind what is. */
export const standGroups: readonly { readonly value: StandGroup; readonly title: string }[] = [
  ...byNearness.flatMap((gap): { value: StandGroup; title: string }[] => {
    const title = gap === 'agreed' ? 'Agreed among those counted' : gapScale(gap).label;
    const own = { value: gap, title };
    return gap === 'aligned_for' || gap === 'aligned_against'
      ? [own, { value: `${gap}_so_far`, title: gapScale(gap).soFar }]
      : [own];
  }),
  { value: 'not_known_of_all', title: 'Not known of all' },
];

/**
 * Where a demand stands or, with several gaps, the alternatives of a question, which count by the one nearest to
 * agreement. Between parties that a reader has picked nothing is told of what is not known of all of them.
 */
export function groupOf(gaps: readonly GapAmong[], isAmongPicked: boolean): StandGroup | null {
  const known = gaps.filter(({ isSoFar }) => !isSoFar);
  const nearest = nearestToAgreement([...known, ...(isAmongPicked ? [] : gaps)]);
  if (nearest === null) return gaps.length === 0 ? null : 'not_known_of_all';
  const { gap, isSoFar } = nearest;
  return isSoFar && (gap === 'aligned_for' || gap === 'aligned_against') ? `${gap}_so_far` : gap;
}
