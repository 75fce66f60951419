import type { Role } from '../../domain/people/permissions.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import type { User as UserRow } from '../generated/client.js';

export interface User {
  readonly id: number;
  readonly signInName: string;
  readonly publicName: string | null;
  readonly role: Role;
  readonly isActive: boolean;
}

export async function anyUserExists(read: Reader | Transaction): Promise<boolean> {
  return (await plainSql(read).row('SELECT 1 FROM users LIMIT 1')) !== undefined;
}

/** A user and the hash of their password. */
export interface FoundUser {
  readonly user: User;
  readonly passwordHash: string;
}

/** Null if nobody has that name. */
export async function findUserForSignIn(
  read: Reader | Transaction,
  signInName: string,
): Promise<FoundUser | null> {
  const row = await read.user.findUnique({ where: { signInName } });
  if (!row) return null;
  return { user: userOf(row), passwordHash: row.passwordHash };
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

/** Everybody, active ones first, by sign-in name. */
export async function listUsers(read: Reader): Promise<User[]> {
  const rows = await read.user.findMany({ orderBy: { signInName: 'asc' } });
  const users = rows.map(userOf);
  return [...users.filter(({ isActive }) => isActive), ...users.filter(({ isActive }) => !isActive)];
}

export async function findUser(read: Reader | Transaction, id: number): Promise<User | null> {
  const row = await read.user.findUnique({ where: { id } });
  return row && userOf(row);
}

export async function findUserBySignInName(tx: Transaction, signInName: string): Promise<User | null> {
  const row = await tx.user.findUnique({ where: { signInName } });
  return row && userOf(row);
}

export async function isSignInNameTaken(tx: Transaction, signInName: string): Promise<boolean> {
  return (await tx.user.count({ where: { signInName } })) > 0;
}

/** How many other people can act as an admin. */
export async function otherActiveAdmins(tx: Transaction, id: number): Promise<number> {
  return tx.user.count({ where: { role: 'admin', deactivatedAt: null, id: { not: id } } });
}

export async function setRole(tx: Transaction, id: number, role: Role): Promise<void> {
  await tx.user.update({ where: { id }, data: { role } });
}

/** Null makes somebody active again. */
export async function setDeactivated(tx: Transaction, id: number, deactivatedAt: Date | null): Promise<void> {
  await tx.user.update({ where: { id }, data: { deactivatedAt } });
}

export async function setPasswordHash(tx: Transaction, id: number, passwordHash: string): Promise<void> {
  await tx.user.update({ where: { id }, data: { passwordHash } });
}

export async function setPublicName(tx: Transaction, id: number, publicName: string | null): Promise<void> {
  await tx.user.update({ where: { id }, data: { publicName } });
}

function userOf(row: UserRow): User {
  const { id, signInName, publicName, role, deactivatedAt } = row;
  return { id, signInName, publicName, role, isActive: deactivatedAt === null };
}
