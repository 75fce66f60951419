import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { setInvitationRevoked } from '../../data/people/invitations.js';
import type { Actor } from '../../domain/people/actor.js';
import { Conflict } from '../../domain/errors.js';

/** Makes the link invalid. Throws NotPermitted, or Conflict if it was used or withdrawn already. */
export async function revokeInvitation(
  database: Database,
  actor: Actor,
  { id }: { readonly id: number },
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'manage_people', now, async (tx) => {
    if (!(await setInvitationRevoked(tx, id, now)))
      throw new Conflict('This invitation is not open any more.');
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'revoke_invitation',
      negotiationId: null,
      subject: 'invitation',
      subjectId: String(id),
      details: {},
    });
  });
}
