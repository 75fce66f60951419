import { createHash, randomBytes } from 'node:crypto';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { isPassword } from '../../data/people/passwords.js';
import { deleteForgottenDrafts } from '../../data/desk/drafts.js';
import { deleteForgottenSessions, endSession, insertSession } from '../../data/people/sessions.js';
import {
  beginAttempt,
  deleteForgottenFailures,
  endAttempt,
  type SignInAttempt,
} from '../../data/people/sign-in-throttle.js';
import { findUserForSignIn, type FoundUser } from '../../data/people/users.js';

export interface SignIn extends SignInAttempt {
  readonly password: string;
  /** The browser's present session, which ends; null if it has none. */
  readonly presentSession: string | null;
}

export type SignInResult =
  | { readonly outcome: 'signed_in'; readonly token: string; readonly userId: number }
  | { readonly outcome: 'refused' | 'throttled' };

/**
 * Begins a session; the browser gets its 32-byte token, and only the token's SHA-256 is kept. A refusal does not reveal
 * whether the name exists, and takes the same amount of work.
 */
export async function signIn(database: Database, attempt: SignIn, now: Date): Promise<SignInResult> {
  if (!(await beginAttempt(database, attempt, now))) return { outcome: 'throttled' };
  const found = await findUserForSignIn(database.read, attempt.signInName);
  const isRight = await isPassword(found?.passwordHash ?? null, attempt.password);
  if (!found?.user.isActive || !isRight) return { outcome: 'refused' };
  return beginSession(database, attempt, found, now);
}

/** Checks again inside the transaction: meanwhile the password may have changed, or the account been deactivated. */
async function beginSession(
  database: Database,
  attempt: SignIn,
  { user: { id: userId }, passwordHash }: FoundUser,
  now: Date,
): Promise<SignInResult> {
  const token = newToken();
  return database.write(async (tx) => {
    const present = await findUserForSignIn(tx, attempt.signInName);
    if (!present?.user.isActive || present.user.id !== userId || present.passwordHash !== passwordHash)
      return { outcome: 'refused' };
    if (attempt.presentSession !== null) await endSession(tx, attempt.presentSession, now);
    await deleteForgottenSessions(tx, now);
    await deleteForgottenDrafts(tx, userId, now);
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
    return { outcome: 'signed_in', token, userId };
  });
}

/** The token of a session or an invitation: 32 random bytes (OWASP ASVS 5.0, 7.2.3). */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a session's token. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
