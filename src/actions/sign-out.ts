import { recordAudit } from '../data/audit-log.js';
import type { Database } from '../data/database.js';
import { deleteSession } from '../data/sessions.js';
import type { Actor } from '../domain/actor.js';

/** Ends the session that the actor uses. */
export async function signOut(
  database: Database,
  actor: Actor,
  { sessionHash }: { readonly sessionHash: string },
  now: Date,
): Promise<void> {
  await database.write(async (tx) => {
    await deleteSession(tx, sessionHash);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'sign_out',
      negotiationId: null,
      subject: 'user',
      subjectId: String(actor.userId),
      details: {},
    });
  });
}
