import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import type { Actor } from '../../domain/people/actor.js';
import { type OwnAct, publishOwnAct } from './own-rules.js';

/** Withdraws a briefing or a reservation that should not have been published. Throws InvalidInput, NotPermitted, NotFound or Conflict. */
export async function retractOwn(database: Database, actor: Actor, input: OwnAct, now: Date): Promise<void> {
  await actAs(database, actor, 'retract', now, async (tx) => {
    const { sequence, recordedAt } = await publishOwnAct(tx, actor, input, { kind: 'retraction', now });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'retract_own',
      negotiationId: input.negotiationId,
      subject: input.noun,
      subjectId: String(input.record),
      details: { sequence, reason: input.reason, ...(input.isOfWithdrawal && { isOfWithdrawal: true }) },
    });
  });
}
