import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Closable } from '../../data/structure/closing.js';
import type { Database } from '../../data/engine/database.js';
import type { Actor } from '../../domain/people/actor.js';
import { abilityToClose } from '../../domain/people/permissions.js';
import { closeOrReopen } from './closing-act.js';

/** Opens it to new stances or demands again. Throws NotPermitted. */
export async function reopenStructure(
  database: Database,
  actor: Actor,
  closable: Closable,
  now: Date,
): Promise<void> {
  await actAs(database, actor, abilityToClose(closable.noun), now, async (tx) => {
    const at = await closeOrReopen(tx, actor, closable, { isClosed: false, now });
    if (at === null) return;
    await recordAudit(tx, {
      at,
      userId: actor.userId,
      action: 'reopen_structure',
      negotiationId: closable.negotiationId,
      subject: closable.noun,
      subjectId: String(closable.id),
      details: {},
    });
  });
}
