import { recordAudit } from '../data/audit-log.js';
import { setHidden } from '../data/closing.js';
import type { Database } from '../data/database.js';
import { type Actor, requireAbility } from '../domain/actor.js';

/** Only signed-in people see it from now on: it is listed nowhere, and its pages answer 404. Throws NotPermitted. */
export async function hideNegotiation(
  database: Database,
  actor: Actor,
  negotiationId: number,
  now: Date,
): Promise<void> {
  requireAbility(actor, 'edit_structure');
  await database.write(async (tx) => {
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
