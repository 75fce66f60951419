import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { findProposal, insertDecision } from '../../data/desk/proposals.js';
import type { Actor } from '../../domain/people/actor.js';
import { Conflict, NotFound } from '../../domain/errors.js';

/** Takes back one's own proposal while it is waiting. Throws NotPermitted, NotFound, or Conflict once it is decided. */
export async function withdrawProposal(
  database: Database,
  actor: Actor,
  { negotiationId, id }: { readonly negotiationId: number; readonly id: number },
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'propose', now, async (tx) => {
    const proposal = await findProposal(tx, negotiationId, id);
    if (!proposal || proposal.proposer.id !== actor.userId)
      throw new NotFound('You have made no such proposal in this negotiation.');
    if (proposal.state !== 'waiting') throw new Conflict('This proposal does not wait any more.');
    const decision = {
      outcome: 'withdrawn',
      decidedAt: now,
      reason: null,
      updateId: null,
      sequence: null,
    } as const;
    await insertDecision(tx, { ...decision, proposalId: id, userId: proposal.proposer.id });
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'withdraw_proposal',
      negotiationId,
      subject: 'proposal',
      subjectId: String(id),
      details: {},
    });
  });
}
