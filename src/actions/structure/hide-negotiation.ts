import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import { setHidden } from '../../data/structure/closing.js';
import type { Database } from '../../data/engine/database.js';
import type { Actor } from '../../domain/people/actor.js';

/** From now on only signed-in people see it: it is listed nowhere, and its pages answer 404. Throws NotPermitted. */
export async function hideNegotiation(
  database: Database,
  actor: Actor,
  negotiationId: number,
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'edit_structure', now, async (tx) => {
    if (!(await setHidden(tx, negotiationId, true))) return;
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'hide_negotiation',
      negotiationId,
      subject: 'negotiation',
      subjectId: String(negotiationId),
      details: {},
    });
  });
}
