import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { checkOwnPassword, type OwnSession, requireSamePassword } from './own-password.js';
import { renewSession } from '../../data/people/sessions.js';
import { hashOfToken, newToken } from './sign-in.js';

/**
 * Confirms who is at the keyboard before people are managed. The session continues under a new token (OWASP ASVS 5.0,
 * 7.2.4), so that a copied cookie gains nothing. Throws SessionEnded, or InvalidInput if the password is wrong.
 */
export async function confirmPassword(
  database: Database,
  session: OwnSession,
  { password }: { readonly password: string },
  now: Date,
): Promise<{ readonly token: string }> {
  const checked = await checkOwnPassword(database, session, { field: 'password', password }, now);
  const token = newToken();
  await actAs(database, session, null, now, async (tx) => {
    await requireSamePassword(tx, session, checked);
    await renewSession(tx, { tokenHash: session.sessionHash, newTokenHash: hashOfToken(token) }, now);
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
  return { token };
}
