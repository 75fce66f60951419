import type { Role } from '../domain/permissions.js';
import type { Reader, Transaction } from './database.js';

export interface User {
  readonly id: number;
  readonly signInName: string;
  readonly publicName: string | null;
  readonly role: Role;
  readonly isActive: boolean;
}

export async function anyUserExists(read: Reader | Transaction): Promise<boolean> {
  return (await read.user.count({ take: 1 })) > 0;
}

/** The user and the hash of their password; null if nobody has that name. */
export async function findUserForSignIn(
  read: Reader,
  signInName: string,
): Promise<{ readonly user: User; readonly passwordHash: string } | null> {
  const row = await read.user.findUnique({ where: { signInName } });
  if (!row) return null;
  const { id, publicName, role, deactivatedAt, passwordHash } = row;
  return { user: { id, signInName, publicName, role, isActive: deactivatedAt === null }, passwordHash };
}

export interface NewUser {
  readonly signInName: string;
  readonly publicName: string | null;
  readonly passwordHash: string;
  readonly role: Role;
  readonly createdAt: Date;
}

export async function insertUser(tx: Transaction, user: NewUser): Promise<number> {
  return (await tx.user.create({ data: user })).id;
}
