import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { requirePerson, refuseLastAdmin } from './people-rules.js';
import { setRole } from '../../data/people/users.js';
import type { Actor } from '../../domain/people/actor.js';
import { InvalidInput } from '../../domain/errors.js';
import { type Role, roles } from '../../domain/people/permissions.js';

/** Throws InvalidInput for an unknown role, NotPermitted, NotFound, or Conflict for the last admin. */
export async function changeRole(
  database: Database,
  actor: Actor,
  { id, role }: { readonly id: number; readonly role: Role },
  now: Date,
): Promise<void> {
  if (!roles.includes(role)) throw new InvalidInput([{ field: 'role', message: 'Choose a role.' }]);
  await actAs(database, actor, 'manage_people', now, async (tx) => {
    const person = await requirePerson(tx, id);
    if (person.role === role) return;
    await refuseLastAdmin(tx, person);
    await setRole(tx, id, role);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'change_role',
      negotiationId: null,
      subject: 'user',
      subjectId: String(id),
      details: { before: person.role, after: role },
    });
  });
}
