import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { endOwnSession } from '../../data/people/sessions.js';
import type { Person } from '../../domain/people/actor.js';

/** Ends one of a person's own sessions; false if it has ended already. Throws SessionEnded. */
export async function endSession(
  database: Database,
  person: Person,
  { tokenHash }: { readonly tokenHash: string },
  now: Date,
): Promise<boolean> {
  const { userId } = person;
  return actAs(database, person, null, now, async (tx) => {
    if (!(await endOwnSession(tx, { userId, tokenHash }, now))) return false;
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'end_session',
      negotiationId: null,
      subject: 'user',
      subjectId: String(userId),
      details: {},
    });
    return true;
  });
}
