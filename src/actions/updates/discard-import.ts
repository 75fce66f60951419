import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { discardImport as deleteImport, findImport } from '../../data/desk/imports.js';
import type { Actor } from '../../domain/people/actor.js';
import { Conflict, NotFound } from '../../domain/errors.js';

/** Deletes one’s own uploaded file. Throws NotPermitted, NotFound, or Conflict once it is published. */
export async function discardImport(
  database: Database,
  actor: Actor,
  { negotiationId, id }: { readonly negotiationId: number; readonly id: number },
  now: Date,
): Promise<void> {
  const place = { negotiationId, userId: actor.userId ?? 0, id };
  await actAs(database, actor, 'publish', now, async (tx) => {
    const found = await findImport(tx, place);
    if (!found) throw new NotFound('There is no such import of yours.');
    if (found.updateId !== null) throw new Conflict('This file is published. Retract its update instead.');
    await deleteImport(tx, place);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'discard_import',
      negotiationId,
      subject: 'import',
      subjectId: String(id),
      details: { file: found.fileName },
    });
  });
}
