import type { Role } from '../../domain/people/permissions.js';
import type { Reader, Transaction } from '../engine/database.js';

export interface Invitation {
  readonly id: number;
  readonly role: Role;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface NewInvitation {
  readonly tokenHash: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly invitedBy: number;
}

export async function insertInvitation(tx: Transaction, invitation: NewInvitation): Promise<number> {
  return (await tx.invitation.create({ data: invitation })).id;
}

/** Neither used, withdrawn nor expired, and made by somebody who is still an active admin. */
function isOpen(now: Date) {
  const inviter = { role: 'admin' as const, deactivatedAt: null };
  return { usedBy: null, revokedAt: null, expiresAt: { gt: now }, inviter };
}

/** The invitation of a link; null if it is not open. */
export async function findOpenInvitation(
  read: Reader | Transaction,
  tokenHash: string,
  now: Date,
): Promise<Invitation | null> {
  const where = { tokenHash, ...isOpen(now) };
  const row = await read.invitation.findFirst({ where });
  return row && { id: row.id, role: row.role, createdAt: row.createdAt, expiresAt: row.expiresAt };
}

/** The open invitations, newest first. */
export async function listOpenInvitations(read: Reader, now: Date): Promise<Invitation[]> {
  const rows = await read.invitation.findMany({ where: isOpen(now), orderBy: { id: 'desc' } });
  return rows.map(({ id, role, createdAt, expiresAt }) => ({ id, role, createdAt, expiresAt }));
}

export async function setInvitationUsed(tx: Transaction, id: number, usedBy: number): Promise<void> {
  await tx.invitation.update({ where: { id }, data: { usedBy } });
}

/** False if there is no such open invitation. */
export async function setInvitationRevoked(tx: Transaction, id: number, revokedAt: Date): Promise<boolean> {
  const changed = await tx.invitation.updateMany({
    where: { id, usedBy: null, revokedAt: null },
    data: { revokedAt },
  });
  return changed.count > 0;
}
