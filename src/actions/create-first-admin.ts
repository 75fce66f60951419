import { recordAudit } from '../data/audit-log.js';
import type { Database } from '../data/database.js';
import { prepareAccount } from '../data/new-accounts.js';
import { anyUserExists, insertUser } from '../data/users.js';
import type { NewAccount } from '../domain/account-rules.js';
import { Conflict } from '../domain/errors.js';

/** Creates the first person of an instance. Throws InvalidInput, or Conflict once there is one. */
export async function createFirstAdmin(
  database: Database,
  account: NewAccount,
  now: Date,
): Promise<{ readonly userId: number }> {
  const prepared = await prepareAccount(account);
  return database.write(async (tx) => {
    if (await anyUserExists(tx)) throw new Conflict('The first admin exists already. Sign in instead.');
    const userId = await insertUser(tx, { ...prepared, role: 'admin', createdAt: now });
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'create_first_admin',
      negotiationId: null,
      subject: 'user',
      subjectId: String(userId),
      details: { signInName: prepared.signInName, role: 'admin' },
    });
    return { userId };
  });
}
