import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { commonPasswords, hashPassword } from '../../data/people/passwords.js';
import { endAllSessions } from '../../data/people/sessions.js';
import { findUserBySignInName, setPasswordHash } from '../../data/people/users.js';
import { problemsOfPassword } from '../../domain/people/account-rules.js';
import { InvalidInput, NotFound } from '../../domain/errors.js';

/**
 * Sets somebody's password from the command line, where nobody is signed in, and ends their sessions; returns how many.
 * Throws InvalidInput for an unsuitable password, or NotFound for an unknown name.
 */
export async function setPassword(
  database: Database,
  { signInName, password }: { readonly signInName: string; readonly password: string },
  now: Date,
): Promise<{ readonly count: number }> {
  const problems = problemsOfPassword(password, signInName, commonPasswords());
  if (problems.length > 0) throw new InvalidInput(problems);
  const passwordHash = await hashPassword(password);
  return database.write(async (tx) => {
    const user = await findUserBySignInName(tx, signInName);
    if (!user) throw new NotFound(`Nobody signs in as “${signInName}”.`);
    await setPasswordHash(tx, user.id, passwordHash);
    const count = await endAllSessions(tx, user.id, now);
    await recordAudit(tx, {
      at: now,
      userId: null,
      action: 'set_password',
      negotiationId: null,
      subject: 'user',
      subjectId: String(user.id),
      details: { count },
    });
    return { count };
  });
}
