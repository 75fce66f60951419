import type { Cell } from './cell.js';
import { codeOf } from './position.js';

/** How two parties stand to one another on a demand. */
export const comparisons = [
  { value: 'differ', label: 'They differ' },
  { value: 'agree', label: 'They agree' },
  { value: 'unknown', label: 'Not known of both' },
] as const;

export type Comparison = (typeof comparisons)[number]['value'];

/** They agree if they stand on the same side, or both on neither; a position without a code is on no side. */
export function compareCells(one: Cell, other: Cell): Comparison {
  const [a, b] = [sideOf(one), sideOf(other)];
  if (a === null || b === null) return 'unknown';
  return a === b ? 'agree' : 'differ';
}

function sideOf(cell: Cell): number | null {
  const code = cell.isSet ? codeOf(cell.setting.stance.position) : null;
  return code === null ? null : Math.sign(code);
}
