import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import { type Closable, setClosed } from '../../data/structure/closing.js';
import type { Database } from '../../data/engine/database.js';
import type { Actor } from '../../domain/people/actor.js';
import { abilityToClose } from '../../domain/people/permissions.js';

/** Opens it to new stances or demands again. Throws NotPermitted. */
export async function reopenStructure(
  database: Database,
  actor: Actor,
  closable: Closable,
  now: Date,
): Promise<void> {
  await actAs(database, actor, abilityToClose(closable.noun), now, async (tx) => {
    if (!(await setClosed(tx, closable, false))) return;
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'reopen_structure',
      negotiationId: closable.negotiationId,
      subject: closable.noun,
      subjectId: String(closable.id),
      details: {},
    });
  });
}
