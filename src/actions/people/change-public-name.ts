import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { setPublicName } from '../../data/people/users.js';
import { problemsOfPublicName } from '../../domain/people/account-rules.js';
import type { Person } from '../../domain/people/actor.js';
import { InvalidInput } from '../../domain/errors.js';

/**
 * Sets the name under which readers see who recorded something; null shows none. Throws InvalidInput or SessionEnded.
 */
export async function changePublicName(
  database: Database,
  person: Person,
  { publicName }: { readonly publicName: string | null },
  now: Date,
): Promise<void> {
  const problems = problemsOfPublicName(publicName);
  if (problems.length > 0) throw new InvalidInput(problems);
  const { userId } = person;
  await actAs(database, person, null, now, async (tx) => {
    await setPublicName(tx, userId, publicName);
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'change_public_name',
      negotiationId: null,
      subject: 'user',
      subjectId: String(userId),
      details: { publicName },
    });
  });
}
