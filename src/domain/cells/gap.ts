import { codeOf, type Position } from '../log/position.js';

/** How far apart the parties to a demand are in public (docs/rules.md, "Gap on a demand"); the first that fits. */
export const gaps = [
  {
    value: 'not_enough_evidence',
    label: 'Not enough evidence',
    rule: 'fewer than two of its raisers, its addressees and the principals have a coded position',
  },
  { value: 'agreed', label: 'Agreed', rule: 'all of them stand at Agreed' },
  { value: 'aligned_for', label: 'Aligned for', rule: 'all of them are for it' },
  { value: 'aligned_against', label: 'Aligned against', rule: 'all of them are against it' },
  {
    value: 'blocked',
    label: 'Blocked',
    rule: 'a red line for it faces a red line against it',
  },
  {
    value: 'bridgeable',
    label: 'Bridgeable',
    rule: 'the strongest for it do no more than favour it, or the strongest against it are no more than reluctant',
  },
  { value: 'opposed', label: 'Opposed', rule: 'some demand it, some reject it' },
] as const;

export type Gap = (typeof gaps)[number]['value'];

/** `positions` are those of the raisers, the addressees and the principals, each party once. */
export function gapBetween(positions: readonly Position[]): Gap {
  const coded = positions.filter((position) => codeOf(position) !== null);
  const codes = coded.map((position) => codeOf(position) as number);
  const highest = Math.max(...codes);
  const lowest = Math.min(...codes);
  if (codes.length < 2) return 'not_enough_evidence';
  if (coded.every((position) => position === 'agreed')) return 'agreed';
  if (lowest > 0) return 'aligned_for';
  if (highest < 0) return 'aligned_against';
  if (highest === 3 && lowest === -3) return 'blocked';
  return highest <= 1 || lowest >= -1 ? 'bridgeable' : 'opposed';
}

export function gapScale(gap: Gap): (typeof gaps)[number] {
  return gaps.find((each) => each.value === gap) as (typeof gaps)[number];
}
