import type { Reader, Transaction } from './database.js';
import type { User } from './users.js';

export interface Session {
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly user: User;
}

export async function findSession(read: Reader, tokenHash: string): Promise<Session | null> {
  const row = await read.session.findUnique({ where: { tokenHash }, include: { user: true } });
  if (!row) return null;
  const { id, signInName, publicName, role, deactivatedAt } = row.user;
  const user = { id, signInName, publicName, role, isActive: deactivatedAt === null };
  return { tokenHash, createdAt: row.createdAt, lastSeenAt: row.lastSeenAt, user };
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
