import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertImport } from '../../data/desk/imports.js';
import { makeRoomForUpload } from '../../data/desk/room.js';
import type { Actor } from '../../domain/people/actor.js';
import { Conflict, NotPermitted } from '../../domain/errors.js';

/**
 * Stores a file of stances, to be looked at and then published or discarded. Throws NotPermitted, SessionEnded, or
 * Conflict if there is no room.
 */
export async function uploadImport(
  database: Database,
  actor: Actor,
  upload: {
    readonly negotiationId: number;
    readonly fileName: string;
    readonly contents: Uint8Array<ArrayBuffer>;
  },
  now: Date,
): Promise<{ readonly id: number }> {
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person can import.');
  return actAs(database, actor, 'publish', now, async (tx) => {
    const refusal = await makeRoomForUpload(tx, { userId, bytes: upload.contents.length, now });
    if (refusal !== null) throw new Conflict(refusal);
    const id = await insertImport(tx, { ...upload, userId, uploadedAt: now });
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'upload_import',
      negotiationId: upload.negotiationId,
      subject: 'import',
      subjectId: String(id),
      details: {},
    });
    return { id };
  });
}
