import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { prepareAccount } from './new-accounts.js';
import { anyUserExists, insertUser } from '../../data/people/users.js';
import type { NewAccount } from '../../domain/people/account-rules.js';
import { Conflict } from '../../domain/errors.js';

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
