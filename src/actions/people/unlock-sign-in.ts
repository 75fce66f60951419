import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { clearBlock } from '../../data/people/sign-in-throttle.js';
import { NotFound } from '../../domain/errors.js';

/** Forgets the failed sign-ins of an account or an IP address. Throws NotFound if none are counted. */
export async function unlockSignIn(
  database: Database,
  { nameOrAddress }: { readonly nameOrAddress: string },
  now: Date,
): Promise<void> {
  await database.write(async (tx) => {
    if (!(await clearBlock(tx, nameOrAddress)))
      throw new NotFound(`No failed sign-in is counted for “${nameOrAddress}”.`);
    await recordAudit(tx, {
      at: now,
      userId: null,
      action: 'unlock_sign_in',
      negotiationId: null,
      subject: 'sign_in',
      subjectId: nameOrAddress,
      details: {},
    });
  });
}
