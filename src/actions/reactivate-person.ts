import { actAs } from '../data/acting.js';
import { recordAudit } from '../data/audit-log.js';
import type { Database } from '../data/database.js';
import { requirePerson } from '../data/people.js';
import { setDeactivated } from '../data/users.js';
import type { Actor } from '../domain/actor.js';

/** Somebody can sign in again, with the password that they had. Throws NotPermitted, NotFound. */
export async function reactivatePerson(
  database: Database,
  actor: Actor,
  { id }: { readonly id: number },
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'manage_people', now, async (tx) => {
    const person = await requirePerson(tx, id);
    if (person.isActive) return;
    await setDeactivated(tx, id, null);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'reactivate_person',
      negotiationId: null,
      subject: 'user',
      subjectId: String(id),
      details: {},
    });
  });
}
