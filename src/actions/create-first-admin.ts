import { recordAudit } from '../data/audit-log.js';
import type { Database } from '../data/database.js';
import { commonPasswords, hashPassword } from '../data/passwords.js';
import { anyUserExists, insertUser } from '../data/users.js';
import { type NewAccount, problemsOfAccount } from '../domain/account-rules.js';
import type { Actor } from '../domain/actor.js';
import { Conflict, InvalidInput } from '../domain/errors.js';

/** Creates the first person of an instance. Throws Conflict once there is one. */
export async function createFirstAdmin(
  database: Database,
  actor: Actor,
  account: NewAccount,
  now: Date,
): Promise<{ readonly userId: number }> {
  const problems = problemsOfAccount(account, commonPasswords());
  if (problems.length > 0) throw new InvalidInput(problems);
  const { signInName, publicName, password } = account;
  const passwordHash = await hashPassword(password);
  return database.write(async (tx) => {
    if (await anyUserExists(tx)) throw new Conflict('The first admin exists already. Sign in instead.');
    const userId = await insertUser(tx, {
      signInName,
      publicName,
      passwordHash,
      role: 'admin',
      createdAt: now,
    });
    await recordAudit(tx, {
      at: now,
      userId: actor.userId ?? userId,
      action: 'create_first_admin',
      negotiationId: null,
      subject: 'user',
      subjectId: String(userId),
      details: { signInName, role: 'admin' },
    });
    return { userId };
  });
}
