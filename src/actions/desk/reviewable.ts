import { findProposal, insertDecision } from '../../data/desk/proposals.js';
import type { Transaction } from '../../data/engine/database.js';
import { type Proposal, reviewRefusal } from '../../domain/desk/proposal.js';
import { Conflict, InvalidInput, NotFound, NotPermitted } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
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

/** As what a proposal was published: an update, or an entry that corrects a record. */
export interface PublishedAs {
  readonly userId: number | null;
  readonly updateId: number | null;
  readonly sequence: Sequence | null;
  readonly decidedAt: Date;
}

/** Notes that a proposal is published, in the transaction that does it. Throws Conflict if it was decided meanwhile. */
export async function decideAsPublished(
  tx: Transaction,
  { id, negotiationId }: Proposal,
  { userId, ...published }: PublishedAs,
): Promise<void> {
  if (userId === null) throw new NotPermitted('Only a person can review.');
  const decision = { ...published, outcome: 'published', reason: null, userId } as const;
  const isFirst = await insertDecision(tx, { ...decision, proposalId: id });
  if (!isFirst) await requireReviewable(tx, { negotiationId, id }, userId);
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
  const decision = { outcome, decidedAt: now, userId, reason, updateId: null, sequence: null };
  await insertDecision(tx, { ...decision, proposalId: input.id });
}
