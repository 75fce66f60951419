import { codeOf, type Position } from '../domain/log/position.js';

/** The name of the tint behind a position: `for-3` … `for-1`, `middle`, `against-1` … `against-3`, `uncoded`. */
export function toneOf(position: Position): string {
  const code = codeOf(position);
  if (position === 'agreed') return 'agreed';
  if (code === null) return position === 'contradictory' ? 'middle' : 'uncoded';
  if (code === 0) return 'middle';
  return code > 0 ? `for-${code}` : `against-${-code}`;
}
