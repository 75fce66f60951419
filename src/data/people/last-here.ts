import type { Reader } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/**
 * When somebody was last here before the present session: when an earlier session was last used or, if none is kept,
 * when they last did anything. Null if they never were.
 */
export async function lastHere(
  read: Reader,
  { userId, sessionHash }: { readonly userId: number; readonly sessionHash: string },
): Promise<Date | null> {
  const plain = plainSql(read);
  const begun = (
    await plain.row<{ createdAt: Date }>(
      'SELECT created_at AS createdAt FROM sessions WHERE token_hash = ?',
      [sessionHash],
    )
  )?.createdAt;
  if (begun === undefined) return null;
  const session = await plain.row<{ lastSeenAt: Date }>(
    `SELECT last_seen_at AS lastSeenAt FROM sessions WHERE user_id = ? AND created_at < ?
      ORDER BY last_seen_at DESC LIMIT 1`,
    [userId, begun],
  );
  if (session && session.lastSeenAt < begun) return session.lastSeenAt;
  // An earlier session may still be in use, on another machine.
  if (session) return begun;
  const act = await plain.row<{ at: Date }>(
    'SELECT at FROM audit_entries WHERE user_id = ? AND at < ? ORDER BY id DESC LIMIT 1',
    [userId, begun],
  );
  return act?.at ?? null;
}
