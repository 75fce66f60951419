import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import { setHidden } from '../../data/structure/closing.js';
import type { Database } from '../../data/engine/database.js';
import type { Actor } from '../../domain/people/actor.js';

/** Shows it to readers again. Throws NotPermitted. */
export async function showNegotiation(
  database: Database,
  actor: Actor,
  negotiationId: number,
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'edit_structure', now, async (tx) => {
    if (!(await setHidden(tx, negotiationId, false))) return;
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'show_negotiation',
      negotiationId,
      subject: 'negotiation',
      subjectId: String(negotiationId),
      details: {},
    });
  });
}
