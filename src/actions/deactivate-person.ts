import { recordAudit } from '../data/audit-log.js';
import type { Database } from '../data/database.js';
import { refuseLastAdmin, requirePerson } from '../data/people.js';
import { deleteAllSessions } from '../data/sessions.js';
import { setDeactivated } from '../data/users.js';
import { type Actor, requireAbility } from '../domain/actor.js';

/** Ends all sessions; nobody is ever deleted. Throws NotPermitted, NotFound, or Conflict for the last admin. */
export async function deactivatePerson(
  database: Database,
  actor: Actor,
  { id }: { readonly id: number },
  now: Date,
): Promise<void> {
  requireAbility(actor, 'manage_people');
  await database.write(async (tx) => {
    const person = await requirePerson(tx, id);
    if (!person.isActive) return;
    await refuseLastAdmin(tx, person);
    await setDeactivated(tx, id, now);
    await deleteAllSessions(tx, id);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'deactivate_person',
      negotiationId: null,
      subject: 'user',
      subjectId: String(id),
      details: {},
    });
  });
}
