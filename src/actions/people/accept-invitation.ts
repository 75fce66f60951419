import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { findOpenInvitation, setInvitationUsed } from '../../data/people/invitations.js';
import { prepareAccount, refuseTakenName } from './new-accounts.js';
import { insertUser } from '../../data/people/users.js';
import type { NewAccount } from '../../domain/people/account-rules.js';
import { NotFound } from '../../domain/errors.js';
import { hashOfToken } from './sign-in.js';

/** Joins with the role that the invitation gives. Throws InvalidInput, or NotFound if the link is not valid. */
export async function acceptInvitation(
  database: Database,
  { token, account }: { readonly token: string; readonly account: NewAccount },
  now: Date,
): Promise<{ readonly userId: number }> {
  const prepared = await prepareAccount(account);
  return database.write(async (tx) => {
    const invitation = await findOpenInvitation(tx, hashOfToken(token), now);
    if (!invitation) throw new NotFound('This invitation has been used or withdrawn, or has expired.');
    await refuseTakenName(tx, prepared.signInName);
    const { id, role } = invitation;
    const userId = await insertUser(tx, { ...prepared, role, createdAt: now });
    await setInvitationUsed(tx, id, userId);
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'accept_invitation',
      negotiationId: null,
      subject: 'user',
      subjectId: String(userId),
      details: { signInName: prepared.signInName, role, invitation: id },
    });
    return { userId };
  });
}
