import type { PartyId } from '../identifiers.js';
import type { Cell } from './cell.js';

/** True of an agreement of a party that reserves the whole: beside it that is said. */
export function isReservedIn(cell: Cell, party: PartyId, reserving: ReadonlySet<PartyId>): boolean {
  return cell.isSet && cell.setting.stance.position === 'agreed' && reserving.has(party);
}
