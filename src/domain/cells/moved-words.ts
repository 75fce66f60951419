import type { PartyId, Sequence } from '../identifiers.js';
import type { Demand } from '../structure/negotiation.js';
import { pastFrom } from '../structure/outcome.js';
import type { Day } from '../when.js';
import type { Clocks } from './cell.js';
import type { NegotiationLog } from './negotiation-log.js';
import { movementWords } from './wording.js';

/** What a party says on a demand that is past is no movement (docs/rules.md, "Outcome"). */
export const saidAfterwards = 'Said afterwards';

/** How a record compares with the one that set its cell before, in words; null for a record that never set it. */
export function movedWords(
  log: NegotiationLog,
  demand: Pick<Demand, 'id' | 'outcomes'>,
  { party, record, day }: { readonly party: PartyId; readonly record: Sequence; readonly day: Day },
  clocks: Clocks,
): string | null {
  const until = pastFrom(demand.outcomes.filter(({ sequence }) => sequence <= clocks.known));
  if (until !== null && day > until) return saidAfterwards;
  const moved = log.cell(party, demand.id).movementOf(record, clocks);
  return moved && movementWords(moved.movement, moved.evidenceChange);
}
