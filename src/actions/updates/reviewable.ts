import { findProposal, insertDecision } from '../../data/desk/proposals.js';
import type { Transaction } from '../../data/engine/database.js';
import { type Proposal, reviewRefusal } from '../../domain/desk/proposal.js';
import { Conflict, InvalidInput, NotFound, NotPermitted } from '../../domain/errors.js';
import { reasonProblem } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';

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

/** A decision that does not publish, with words for the author. */
export interface ReasonedDecision {
  readonly negotiationId: number;
  readonly id: number;
  readonly reason: string;
}

/** Throws InvalidInput, NotPermitted, NotFound, Conflict. */
export async function decideWithReason(
  tx: Transaction,
  { userId }: Actor,
  { reason, ...input }: ReasonedDecision,
  outcome: 'declined' | 'sent_back',
  now: Date,
): Promise<void> {
  if (userId === null) throw new NotPermitted('Only a person can review.');
  const problem = reasonProblem(reason);
  if (problem) throw new InvalidInput([problem]);
  await requireReviewable(tx, input, userId);
  const decision = { outcome, decidedAt: now, userId, reason, updateId: null };
  await insertDecision(tx, { ...decision, proposalId: input.id });
}
