import type { Sequence } from '../identifiers.js';
import { codeOf } from '../log/position.js';
import type { Cell } from './cell.js';

/**
 * The record with which a red line began, where a later one says the same: a plainer repetition keeps the line without
 * declaring it. Null for any other position, and where the record that sets the cell declares it.
 */
export function redLineBegunBy(cell: Cell): Sequence | null {
  if (!cell.isSet || Math.abs(codeOf(cell.setting.stance.position) ?? 0) !== 3) return null;
  return cell.since.record === cell.setting.record ? null : cell.since.record;
}
