import { recordAudit } from '../data/audit-log.js';
import type { Database } from '../data/database.js';
import { discardImport as deleteImport, findImport } from '../data/imports.js';
import { type Actor, requireAbility } from '../domain/actor.js';
import { Conflict, NotFound } from '../domain/errors.js';

/** Throws one’s own uploaded file away. Throws NotPermitted, NotFound, or Conflict once it is published. */
export async function discardImport(
  database: Database,
  actor: Actor,
  { negotiationId, id }: { readonly negotiationId: number; readonly id: number },
  now: Date,
): Promise<void> {
  requireAbility(actor, 'publish');
  const place = { negotiationId, userId: actor.userId ?? 0, id };
  await database.write(async (tx) => {
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
