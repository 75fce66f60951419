import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { decideWithReason, type ReasonedDecision } from '../desk/reviewable.js';
import type { Actor } from '../../domain/people/actor.js';

/** Sends a proposal back to its author, with words on what to rework. Throws InvalidInput, NotPermitted, NotFound, Conflict. */
export async function sendBackProposal(
  database: Database,
  actor: Actor,
  input: ReasonedDecision,
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'publish', now, async (tx) => {
    await decideWithReason(tx, actor, input, 'sent_back', now);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'send_back_proposal',
      negotiationId: input.negotiationId,
      subject: 'proposal',
      subjectId: String(input.id),
      details: {},
    });
  });
}
