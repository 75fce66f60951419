import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { endSession } from '../../data/people/sessions.js';
import type { Person } from '../../domain/people/actor.js';

/** Ends the session that the person is using. Throws SessionEnded if it has ended already. */
export async function signOut(database: Database, person: Person, now: Date): Promise<void> {
  const { userId, sessionHash } = person;
  await actAs(database, person, null, now, async (tx) => {
    await endSession(tx, sessionHash, now);
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'sign_out',
      negotiationId: null,
      subject: 'user',
      subjectId: String(userId),
      details: {},
    });
  });
}
