import type { Cell } from './cell.js';
import { isFinding } from '../log/position.js';

/**
 * True if a member takes another position than its bloc (docs/rules.md, "Words": a member's stance never sets its
 * bloc's cell, nor the reverse; the bloc's cell page lists the members that differ). A finding or an empty cell is no
 * position: such a member never differs, and from such a bloc every position differs.
 */
export function differsFromBloc(member: Cell, bloc: Cell): boolean {
  const position = positionIn(member);
  return position !== null && position !== positionIn(bloc);
}

function positionIn(cell: Cell) {
  if (!cell.isSet || isFinding(cell.setting.stance.position)) return null;
  return cell.setting.stance.position;
}
