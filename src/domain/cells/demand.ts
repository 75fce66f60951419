import type { Position } from '../log/position.js';
import type { GapPositions } from './gap.js';

/** What has become of a demand (docs/rules.md, "Demand state"); the first that fits. */
export const demandStates = [
  { value: 'settled_in_words', label: 'Settled in words' },
  { value: 'replaced', label: 'Replaced' },
  { value: 'off_the_table', label: 'Off the table' },
  { value: 'open', label: 'Open' },
] as const satisfies readonly { value: string; label: string }[];

export type DemandState = (typeof demandStates)[number]['value'];

export function demandState({ raisers, needed }: GapPositions, isReplaced: boolean): DemandState {
  if (areAllAt(needed, 'agreed')) return 'settled_in_words';
  if (isReplaced) return 'replaced';
  return areAllAt(raisers, 'withdrawn') ? 'off_the_table' : 'open';
}

function areAllAt(positions: readonly (Position | null)[], wanted: Position): boolean {
  return positions.length > 0 && positions.every((position) => position === wanted);
}
