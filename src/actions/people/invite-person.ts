import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertInvitation } from '../../data/people/invitations.js';
import type { Actor } from '../../domain/people/actor.js';
import { InvalidInput, NotPermitted } from '../../domain/errors.js';
import { type Role, roles } from '../../domain/people/permissions.js';
import { longestInvitation } from '../../domain/people/session-rules.js';
import { hashOfToken, newToken } from './sign-in.js';

/** Creates a link by which one person joins with a role. Throws InvalidInput for an unknown role, or NotPermitted. */
export async function invitePerson(
  database: Database,
  actor: Actor,
  { role }: { readonly role: Role },
  now: Date,
): Promise<{ readonly token: string }> {
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person can invite another.');
  if (!roles.includes(role)) throw new InvalidInput([{ field: 'role', message: 'Choose a role.' }]);
  const token = newToken();
  const expiresAt = new Date(now.getTime() + longestInvitation);
  await actAs(database, actor, 'manage_people', now, async (tx) => {
    const invitation = { tokenHash: hashOfToken(token), role, createdAt: now, expiresAt, invitedBy: userId };
    const id = await insertInvitation(tx, invitation);
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'invite_person',
      negotiationId: null,
      subject: 'invitation',
      subjectId: String(id),
      details: { role },
    });
  });
  return { token };
}
