import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { requireReviewable } from './reviewable.js';
import { insertDecision } from '../../data/desk/proposals.js';
import { reasonProblem } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';
import { InvalidInput, NotPermitted } from '../../domain/errors.js';

/** Declines a proposal, with a reason for its author. Throws InvalidInput, NotPermitted, NotFound, Conflict. */
export async function declineProposal(
  database: Database,
  actor: Actor,
  input: { readonly negotiationId: number; readonly id: number; readonly reason: string },
  now: Date,
): Promise<void> {
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person can review.');
  const { negotiationId, id: proposalId, reason } = input;
  const problem = reasonProblem(reason);
  if (problem) throw new InvalidInput([problem]);
  await actAs(database, actor, 'publish', now, async (tx) => {
    await requireReviewable(tx, input, userId);
    const outcome = 'declined';
    await insertDecision(tx, { proposalId, outcome, decidedAt: now, userId, reason, updateId: null });
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'decline_proposal',
      negotiationId,
      subject: 'proposal',
      subjectId: String(proposalId),
      details: {},
    });
  });
}
