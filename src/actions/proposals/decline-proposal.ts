import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { decideWithReason, type ReasonedDecision } from '../desk/reviewable.js';
import type { Actor } from '../../domain/people/actor.js';

/** Declines a proposal, with a reason for its author. Throws InvalidInput, NotPermitted, NotFound, Conflict. */
export async function declineProposal(
  database: Database,
  actor: Actor,
  input: ReasonedDecision,
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'publish', now, async (tx) => {
    await decideWithReason(tx, actor, input, 'declined', now);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'decline_proposal',
      negotiationId: input.negotiationId,
      subject: 'proposal',
      subjectId: String(input.id),
      details: {},
    });
  });
}
