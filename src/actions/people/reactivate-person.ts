import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { requirePerson } from './people-rules.js';
import { setDeactivated } from '../../data/people/users.js';
import type { Actor } from '../../domain/people/actor.js';

/** Lets somebody sign in again, with the password they had. Throws NotPermitted or NotFound. */
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
