import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { commonPasswords, hashPassword } from '../../data/people/passwords.js';
import { checkOwnPassword, type OwnSession, requireSamePassword } from './own-password.js';
import { endAllSessions, insertSession } from '../../data/people/sessions.js';
import { setPasswordHash } from '../../data/people/users.js';
import { problemsOfPassword } from '../../domain/people/account-rules.js';
import { InvalidInput } from '../../domain/errors.js';
import { hashOfToken, newToken } from './sign-in.js';

/**
 * Ends all sessions, including this one, and begins another under a new token, so that a copied cookie is useless.
 * Throws SessionEnded, or InvalidInput if the present password is wrong or the new one unsuitable.
 */
export async function changePassword(
  database: Database,
  session: OwnSession,
  { current, password }: { readonly current: string; readonly password: string },
  now: Date,
): Promise<{ readonly token: string }> {
  const checked = await checkOwnPassword(database, session, { field: 'current', password: current }, now);
  const problems = problemsOfPassword(password, session.signInName, commonPasswords());
  if (problems.length > 0) throw new InvalidInput(problems);
  const passwordHash = await hashPassword(password);
  const token = newToken();
  await actAs(database, session, null, now, async (tx) => {
    await requireSamePassword(tx, session, checked);
    await setPasswordHash(tx, session.userId, passwordHash);
    await endAllSessions(tx, session.userId, now);
    await insertSession(tx, { tokenHash: hashOfToken(token), userId: session.userId, createdAt: now });
    await recordAudit(tx, {
      at: now,
      userId: session.userId,
      action: 'change_password',
      negotiationId: null,
      subject: 'user',
      subjectId: String(session.userId),
      details: {},
    });
  });
  return { token };
}
