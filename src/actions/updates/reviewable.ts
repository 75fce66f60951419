import { findProposal } from '../../data/desk/proposals.js';
import type { Transaction } from '../../data/engine/database.js';
import { type Proposal, reviewRefusal } from '../../domain/desk/proposal.js';
import { Conflict, NotFound } from '../../domain/errors.js';

/** The proposal, if this person may decide about it now. Throws NotFound, or Conflict with the reason. */
export async function requireReviewable(
  tx: Transaction,
  { negotiationId, id }: { readonly negotiationId: number; readonly id: number },
  reviewer: number | null,
): Promise<Proposal> {
  return reviewable(await findProposal(tx, negotiationId, id), reviewer);
}

/** The same for a proposal that was looked up before; null if there was none. */
export function reviewable(proposal: Proposal | null, reviewer: number | null): Proposal {
  if (!proposal) throw new NotFound('There is no such proposal in this negotiation.');
  const refusal = reviewRefusal(proposal, reviewer);
  if (refusal !== null) throw new Conflict(refusal);
  return proposal;
}
