import { codeOf, type Position } from '../log/position.js';

/** How far apart the parties to a demand are in public (docs/rules.md, "Gap on a demand"); the first that fits. */
export const gaps = [
  {
    value: 'off_the_table',
    label: 'Off the table',
    soFar: 'Off the table',
    rule: 'all who raised it no longer ask for it',
  },
  {
    value: 'not_enough_evidence',
    label: 'Not enough evidence',
    soFar: 'Not enough evidence',
    rule: 'fewer than two of the parties that it needs have a coded position, those that are neutral left out',
  },
  {
    value: 'blocked_by_red_line',
    label: 'Blocked by a red line',
    soFar: 'Blocked by a red line so far',
    rule: 'somebody is on the other side of a red line',
  },
  { value: 'agreed', label: 'Agreed', soFar: 'Agreed', rule: 'all of them stand at Agreed' },
  { value: 'aligned_for', label: 'Aligned for', soFar: 'Aligned so far', rule: 'all of them are for it' },
  {
    value: 'aligned_against',
    label: 'Aligned against',
    soFar: 'Aligned against so far',
    rule: 'all of them are against it',
  },
  {
    value: 'room_signalled',
    label: 'Room signalled',
    soFar: 'Room signalled so far',
    rule: 'the strongest for it do no more than favour it, or the strongest against it are no more than reluctant',
  },
  { value: 'opposed', label: 'Opposed', soFar: 'Opposed so far', rule: 'some demand it, some reject it' },
] as const;

export type Gap = (typeof gaps)[number]['value'];

/** What a gap is found from. Null is a position that is not known, has no code or is contested. */
export interface GapPositions {
  /** Of those who raised it. */
  readonly raisers: readonly (Position | null)[];
  /** Of the parties that it needs, each once. */
  readonly needed: readonly (Position | null)[];
}

export interface FoundGap {
  readonly gap: Gap;
  /** True if a party that it needs has no position that counts: the gap is that of the others. */
  readonly isSoFar: boolean;
  /** True where there is room, but two or more would accept on conditions that nobody has compared. */
  readonly areConditionsUncompared: boolean;
}

export function gapBetween({ raisers, needed }: GapPositions): FoundGap {
  const counted = needed.filter((position) => position !== null);
  const isAnyMissing = counted.length < needed.length;
  const gap = gapOf(raisers, counted, isAnyMissing);
  return {
    gap,
    isSoFar: isAnyMissing && gap !== 'off_the_table',
    areConditionsUncompared: gap === 'room_signalled' && countOf(counted, 'conditional') > 1,
  };
}

function gapOf(
  raisers: readonly (Position | null)[],
  counted: readonly Position[],
  isAnyMissing: boolean,
): Gap {
  const sides = counted.filter((position) => position !== 'neutral');
  const codes = sides.map((position) => codeOf(position) as number);
  const highest = Math.max(...codes);
  const lowest = Math.min(...codes);
  if (raisers.length > 0 && countOf(raisers, 'withdrawn') === raisers.length) return 'off_the_table';
  if (codes.length < 2) return 'not_enough_evidence';
  if ((highest === 3 && lowest < 0) || (lowest === -3 && highest > 0)) return 'blocked_by_red_line';
  if (countOf(sides, 'agreed') === sides.length && !isAnyMissing) return 'agreed';
  if (lowest > 0) return 'aligned_for';
  if (highest < 0) return 'aligned_against';
  return highest <= 1 || lowest >= -1 ? 'room_signalled' : 'opposed';
}

function countOf(positions: readonly (Position | null)[], wanted: Position): number {
  return positions.filter((position) => position === wanted).length;
}

export function gapScale(gap: Gap): (typeof gaps)[number] {
  return gaps.find((each) => each.value === gap) as (typeof gaps)[number];
}

/** “Aligned for”, or “Aligned so far”. */
export function gapLabel({ gap, isSoFar }: Pick<FoundGap, 'gap' | 'isSoFar'>): string {
  return isSoFar ? gapScale(gap).soFar : gapScale(gap).label;
}
