import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { prepareAccount, refuseTakenName } from './new-accounts.js';
import { insertUser } from '../../data/people/users.js';
import type { NewAccount } from '../../domain/people/account-rules.js';

/** Creates an admin from the command line, where nobody is signed in. Throws InvalidInput. */
export async function createAdmin(
  database: Database,
  account: NewAccount,
  now: Date,
): Promise<{ readonly userId: number }> {
  const prepared = await prepareAccount(account);
  return database.write(async (tx) => {
    await refuseTakenName(tx, prepared.signInName);
    const userId = await insertUser(tx, { ...prepared, role: 'admin', createdAt: now });
    await recordAudit(tx, {
      at: now,
      userId: null,
      action: 'create_admin',
      negotiationId: null,
      subject: 'user',
      subjectId: String(userId),
      details: { signInName: prepared.signInName, role: 'admin' },
    });
    return { userId };
  });
}
