import { recordAudit } from '../data/audit-log.js';
import type { Database } from '../data/database.js';
import { checkOwnPassword, type OwnSession } from '../data/own-password.js';
import { setPasswordAsked } from '../data/sessions.js';

/** Says once more who sits there, before people are managed. Throws InvalidInput where the password is wrong. */
export async function confirmPassword(
  database: Database,
  session: OwnSession,
  { password }: { readonly password: string },
  now: Date,
): Promise<void> {
  await checkOwnPassword(database, session, { field: 'password', password }, now);
  await database.write(async (tx) => {
    await setPasswordAsked(tx, session.sessionHash, now);
    await recordAudit(tx, {
      at: now,
      userId: session.userId,
      action: 'confirm_password',
      negotiationId: null,
      subject: 'user',
      subjectId: String(session.userId),
      details: {},
    });
  });
}
