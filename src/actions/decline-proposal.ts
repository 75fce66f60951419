import { recordAudit } from '../data/audit-log.js';
import type { Database } from '../data/database.js';
import { insertDecision, requireReviewable } from '../data/proposals.js';
import { reasonProblem } from '../domain/act.js';
import { type Actor, requireAbility } from '../domain/actor.js';
import { InvalidInput, NotPermitted } from '../domain/errors.js';

/** Says no to a proposal, with a reason for whoever made it. Throws InvalidInput, NotPermitted, NotFound, Conflict. */
export async function declineProposal(
  database: Database,
  actor: Actor,
  input: { readonly negotiationId: number; readonly id: number; readonly reason: string },
  now: Date,
): Promise<void> {
  requireAbility(actor, 'publish');
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person can review.');
  const { negotiationId, id: proposalId, reason } = input;
  const problem = reasonProblem(reason);
  if (problem) throw new InvalidInput([problem]);
  await database.write(async (tx) => {
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
