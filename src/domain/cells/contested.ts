import { areOpposite, codeOf, type Position } from '../log/position.js';
import type { Cell, RecordAt } from './cell.js';

/**
 * The newer records of weaker classes on the other side of 0; none if the cell is not contested (docs/rules.md, "The
 * cell rule").
 */
export function contestsOf(cell: Cell): readonly RecordAt[] {
  if (!cell.isSet || cell.beside.length === 0) return none;
  const { position } = cell.setting.stance;
  return cell.beside.filter(({ stance }) => areOpposite(stance.position, position));
}

const none: readonly RecordAt[] = [];

export function isContested(cell: Cell): boolean {
  return contestsOf(cell).length > 0;
}

/** The position for which a cell counts where cells are compared; null if it is not known, or contested. */
export function countedPosition(cell: Cell): Position | null {
  if (!cell.isSet || codeOf(cell.setting.stance.position) === null) return null;
  return isContested(cell) ? null : cell.setting.stance.position;
}
