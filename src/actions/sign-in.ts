import { createHash, randomBytes } from 'node:crypto';
import { recordAudit } from '../data/audit-log.js';
import type { Database } from '../data/database.js';
import { isPassword } from '../data/passwords.js';
import { deleteExpiredSessions, insertSession } from '../data/sessions.js';
import {
  beginAttempt,
  deleteForgottenFailures,
  endAttempt,
  type SignInAttempt,
} from '../data/sign-in-throttle.js';
import { findUserForSignIn } from '../data/users.js';
import { longestIdle, longestSession } from '../domain/session-rules.js';

export type SignInResult =
  | { readonly outcome: 'signed_in'; readonly token: string; readonly userId: number }
  | { readonly outcome: 'refused' | 'throttled' };

/**
 * Begins a session; its 32-byte token goes to the browser, only its SHA-256 is kept. A refusal says nothing of
 * whether the name exists, and takes the same work.
 */
export async function signIn(
  database: Database,
  attempt: SignInAttempt & { readonly password: string },
  now: Date,
): Promise<SignInResult> {
  if (!(await beginAttempt(database, attempt, now))) return { outcome: 'throttled' };
  const found = await findUserForSignIn(database.read, attempt.signInName);
  const isRight = await isPassword(found?.passwordHash ?? null, attempt.password);
  if (!found?.user.isActive || !isRight) return { outcome: 'refused' };
  return beginSession(database, attempt, found.user.id, now);
}

async function beginSession(
  database: Database,
  attempt: SignInAttempt,
  userId: number,
  now: Date,
): Promise<SignInResult> {
  const token = randomBytes(32).toString('base64url');
  await database.write(async (tx) => {
    await deleteExpiredSessions(tx, {
      begunBefore: new Date(now.getTime() - longestSession),
      usedBefore: new Date(now.getTime() - longestIdle),
    });
    await insertSession(tx, { tokenHash: hashOfToken(token), userId, createdAt: now });
    await endAttempt(tx, attempt);
    await deleteForgottenFailures(tx, now);
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'sign_in',
      negotiationId: null,
      subject: 'user',
      subjectId: String(userId),
      details: {},
    });
  });
  return { outcome: 'signed_in', token, userId };
}

/** What the database keeps of a session's token. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
