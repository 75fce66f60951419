import type { Cell } from './cell.js';
import { isFinding } from './position.js';

/**
 * True if a member takes another position than its bloc (docs/rules.md, "Words": a member's stance never sets
 * its bloc's cell, nor the reverse; the bloc's cell page lists the members that differ). A cell that is empty, or holds
 * only what somebody did not find, is no position: it differs from nothing, and from it every position differs.
 */
export function differsFromBloc(member: Cell, bloc: Cell): boolean {
  const position = positionIn(member);
  return position !== null && position !== positionIn(bloc);
}

function positionIn(cell: Cell) {
  if (!cell.isSet || isFinding(cell.setting.stance.position)) return null;
  return cell.setting.stance.position;
}
