import type { Alignment } from '../../../domain/cells/alignment.js';
import type { Comparison } from '../../../domain/cells/comparison.js';
import { counted } from '../../../domain/cells/wording.js';
import { isolating } from '../../../domain/isolation.js';

/** “Most often on opposite sides: Russia and Ukraine, on 12 of 20 demands known of both. Most often both for: …”. */
export function alignmentSentence(pairs: readonly Alignment[]): string {
  const sentences = [
    mostOften(pairs, 'opposite_sides', 'on opposite sides'),
    mostOften(pairs, 'both_for', 'both for'),
  ].filter((words) => words !== '');
  return sentences.join(' ') || 'On no demand is it known of two parties where both stand.';
}

function mostOften(pairs: readonly Alignment[], wanted: Comparison, words: string): string {
  const counts = pairs.map((pair) => pair.counts[wanted]);
  const most = Math.max(0, ...counts);
  if (most === 0) return '';
  const [first, ...others] = pairs.filter((_, index) => counts[index] === most) as [
    Alignment,
    ...Alignment[],
  ];
  const [one, other] = first.parties;
  const names = isolating`${one.name} and ${other.name}`;
  const also = others.length === 0 ? '' : `, and ${counted(others.length, 'more pair')} as often`;
  const known = first.counted.length - first.counts.not_known;
  return `Most often ${words}: ${names}, on ${most} of ${counted(known, 'demand')} known of both${also}.`;
}
