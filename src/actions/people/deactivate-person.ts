import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { refuseLastAdmin, requirePerson } from './people-rules.js';
import { endAllSessions } from '../../data/people/sessions.js';
import { setDeactivated } from '../../data/people/users.js';
import type { Actor } from '../../domain/people/actor.js';

/**
 * Also ends all their sessions; nobody is ever deleted. Throws NotPermitted, NotFound, or Conflict for the last admin.
 */
export async function deactivatePerson(
  database: Database,
  actor: Actor,
  { id }: { readonly id: number },
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'manage_people', now, async (tx) => {
    const person = await requirePerson(tx, id);
    if (!person.isActive) return;
    await refuseLastAdmin(tx, person);
    await setDeactivated(tx, id, now);
    await endAllSessions(tx, id, now);
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
