import type { Reader, Transaction } from './database.js';
import { plainSql } from './plain-sql.js';
import type { User } from './users.js';

export interface Session {
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** When the password was last asked for. */
  readonly passwordAskedAt: Date;
  readonly user: User;
}

const sessionWithUser = `SELECT s.created_at AS createdAt, s.last_seen_at AS lastSeenAt, s.confirmed_at AS confirmedAt,
    u.id AS userId, u.sign_in_name AS signInName, u.public_name AS publicName, u.role, u.deactivated_at AS deactivatedAt
  FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ?`;

interface SessionRow extends Pick<User, 'signInName' | 'publicName' | 'role'> {
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly confirmedAt: string | null;
  readonly userId: number;
  readonly deactivatedAt: string | null;
}

export async function findSession(read: Reader, tokenHash: string): Promise<Session | null> {
  const row = plainSql(read).row<SessionRow>(sessionWithUser, [tokenHash]);
  if (!row) return null;
  const { userId: id, signInName, publicName, role, deactivatedAt } = row;
  return {
    tokenHash,
    createdAt: new Date(row.createdAt),
    lastSeenAt: new Date(row.lastSeenAt),
    passwordAskedAt: new Date(row.confirmedAt ?? row.createdAt),
    user: { id, signInName, publicName, role, isActive: deactivatedAt === null },
  };
}

export async function insertSession(
  tx: Transaction,
  session: { readonly tokenHash: string; readonly userId: number; readonly createdAt: Date },
): Promise<void> {
  await tx.session.create({ data: { ...session, lastSeenAt: session.createdAt } });
}

/** Housekeeping: the session was used. No error if it has been ended meanwhile. */
export async function touchSession(tx: Transaction, tokenHash: string, at: Date): Promise<void> {
  await tx.session.updateMany({ where: { tokenHash }, data: { lastSeenAt: at } });
}

export async function deleteSession(tx: Transaction, tokenHash: string): Promise<void> {
  await tx.session.deleteMany({ where: { tokenHash } });
}

/** Housekeeping: forgets sessions that began or were last used before the given instants. */
export async function deleteExpiredSessions(
  tx: Transaction,
  { begunBefore, usedBefore }: { readonly begunBefore: Date; readonly usedBefore: Date },
): Promise<void> {
  await tx.session.deleteMany({
    where: { OR: [{ createdAt: { lt: begunBefore } }, { lastSeenAt: { lt: usedBefore } }] },
  });
}

/** A person's sessions, the one used last first. */
export async function listSessions(
  read: Reader,
  userId: number,
): Promise<Pick<Session, 'tokenHash' | 'createdAt' | 'lastSeenAt'>[]> {
  const select = { tokenHash: true, createdAt: true, lastSeenAt: true } as const;
  return read.session.findMany({ where: { userId }, select, orderBy: { lastSeenAt: 'desc' } });
}

/** Everybody’s sessions, by sign-in name, the one used last first. */
export async function listAllSessions(
  read: Reader,
): Promise<(Pick<Session, 'createdAt' | 'lastSeenAt'> & { readonly signInName: string })[]> {
  const rows = await read.session.findMany({
    select: { createdAt: true, lastSeenAt: true, user: { select: { signInName: true } } },
    orderBy: [{ user: { signInName: 'asc' } }, { lastSeenAt: 'desc' }],
  });
  return rows.map(({ user, ...session }) => ({ ...session, signInName: user.signInName }));
}

/** Ends all sessions of a person, or of everybody for null; answers how many. */
export async function deleteAllSessions(tx: Transaction, userId: number | null): Promise<number> {
  return (await tx.session.deleteMany({ where: userId === null ? {} : { userId } })).count;
}

/** True if that person had that session. */
export async function deleteOwnSession(tx: Transaction, userId: number, tokenHash: string): Promise<boolean> {
  return (await tx.session.deleteMany({ where: { userId, tokenHash } })).count > 0;
}

/** The session goes on under a new token, once its password was given; the old token opens nothing any more. */
export async function renewSession(
  tx: Transaction,
  { tokenHash, newTokenHash }: { readonly tokenHash: string; readonly newTokenHash: string },
  at: Date,
): Promise<void> {
  await tx.session.updateMany({ where: { tokenHash }, data: { tokenHash: newTokenHash, confirmedAt: at } });
}
