import { recordAudit } from '../data/audit-log.js';
import type { Database } from '../data/database.js';
import { deleteOwnSession } from '../data/sessions.js';

/** Ends one of a person's own sessions; false, and nothing happens, where it has ended already. */
export async function endSession(
  database: Database,
  { userId, tokenHash }: { readonly userId: number; readonly tokenHash: string },
  now: Date,
): Promise<boolean> {
  return database.write(async (tx) => {
    if (!(await deleteOwnSession(tx, userId, tokenHash))) return false;
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'end_session',
      negotiationId: null,
      subject: 'user',
      subjectId: String(userId),
      details: {},
    });
    return true;
  });
}
