import { recordAudit } from '../data/audit-log.js';
import { setHidden } from '../data/closing.js';
import type { Database } from '../data/database.js';
import { type Actor, requireAbility } from '../domain/actor.js';

/** Readers see it again. Throws NotPermitted. */
export async function showNegotiation(
  database: Database,
  actor: Actor,
  negotiationId: number,
  now: Date,
): Promise<void> {
  requireAbility(actor, 'edit_structure');
  await database.write(async (tx) => {
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
