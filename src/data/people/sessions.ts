import { endedSessionKept, longestIdle, longestSession } from '../../domain/people/session-rules.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import type { User } from './users.js';

export interface Session {
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** When the password was last given. */
  readonly passwordAskedAt: Date;
  /** When it was ended by somebody; null if it was not. */
  readonly endedAt: Date | null;
  readonly user: User;
}

const sessionWithUser = `SELECT s.created_at AS createdAt, s.last_seen_at AS lastSeenAt, s.confirmed_at AS confirmedAt,
    s.ended_at AS endedAt,
    u.id AS userId, u.sign_in_name AS signInName, u.public_name AS publicName, u.role, u.deactivated_at AS deactivatedAt
  FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ?`;

interface SessionRow extends Pick<User, 'signInName' | 'publicName' | 'role'> {
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly confirmedAt: Date | null;
  readonly endedAt: Date | null;
  readonly userId: number;
  readonly deactivatedAt: Date | null;
}

/** The session of a token, even if it is over. */
export async function findSession(read: Reader, tokenHash: string): Promise<Session | null> {
  const row = await plainSql(read).row<SessionRow>(sessionWithUser, [tokenHash]);
  if (!row) return null;
  const { userId: id, signInName, publicName, role, deactivatedAt } = row;
  return {
    tokenHash,
    createdAt: row.createdAt,
    lastSeenAt: row.lastSeenAt,
    passwordAskedAt: row.confirmedAt ?? row.createdAt,
    endedAt: row.endedAt,
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

/** The session is not valid from now on. */
export async function endSession(tx: Transaction, tokenHash: string, at: Date): Promise<void> {
  await tx.session.updateMany({ where: { tokenHash, endedAt: null }, data: { endedAt: at } });
}

/** Housekeeping: deletes sessions that have been over for a week. */
export async function deleteForgottenSessions(tx: Transaction, now: Date): Promise<void> {
  const before = (age: number) => ({ lt: new Date(now.getTime() - age - endedSessionKept) });
  await tx.session.deleteMany({
    where: {
      OR: [
        { createdAt: before(longestSession) },
        { lastSeenAt: before(longestIdle) },
        { endedAt: before(0) },
      ],
    },
  });
}

/** Sessions that have not ended. */
function isOpen(now: Date) {
  const within = (age: number) => ({
    gt: new Date(now.getTime() - age),
    lt: new Date(now.getTime() + age),
  });
  return { endedAt: null, createdAt: within(longestSession), lastSeenAt: within(longestIdle) };
}

/** A person's sessions, the most recently used first. */
export async function listSessions(
  read: Reader,
  userId: number,
  now: Date,
): Promise<Pick<Session, 'tokenHash' | 'createdAt' | 'lastSeenAt'>[]> {
  const select = { tokenHash: true, createdAt: true, lastSeenAt: true } as const;
  return read.session.findMany({
    where: { userId, ...isOpen(now) },
    select,
    orderBy: { lastSeenAt: 'desc' },
  });
}

/** Everybody’s sessions, by sign-in name, the most recently used first. */
export async function listAllSessions(
  read: Reader,
  now: Date,
): Promise<(Pick<Session, 'createdAt' | 'lastSeenAt'> & { readonly signInName: string })[]> {
  const rows = await read.session.findMany({
    where: isOpen(now),
    select: { createdAt: true, lastSeenAt: true, user: { select: { signInName: true } } },
    orderBy: [{ user: { signInName: 'asc' } }, { lastSeenAt: 'desc' }],
  });
  return rows.map(({ user, ...session }) => ({ ...session, signInName: user.signInName }));
}

/** Ends all sessions of a person (null: of everybody); returns how many were open. */
export async function endAllSessions(tx: Transaction, userId: number | null, at: Date): Promise<number> {
  const whose = userId === null ? {} : { userId };
  const open = await tx.session.count({ where: { ...whose, ...isOpen(at) } });
  await tx.session.updateMany({ where: { ...whose, endedAt: null }, data: { endedAt: at } });
  return open;
}

/** False if the person has no such open session. */
export async function endOwnSession(
  tx: Transaction,
  { userId, tokenHash }: { readonly userId: number; readonly tokenHash: string },
  at: Date,
): Promise<boolean> {
  const where = { userId, tokenHash, endedAt: null };
  return (await tx.session.updateMany({ where, data: { endedAt: at } })).count > 0;
}

/** Continues the session under a new token after its password was given; the old token is no longer valid. */
export async function renewSession(
  tx: Transaction,
  { tokenHash, newTokenHash }: { readonly tokenHash: string; readonly newTokenHash: string },
  at: Date,
): Promise<void> {
  await tx.session.updateMany({ where: { tokenHash }, data: { tokenHash: newTokenHash, confirmedAt: at } });
}
