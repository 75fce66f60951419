import { InvalidInput } from '../domain/errors.js';
import type { Database } from './database.js';
import { isPassword } from './passwords.js';
import { beginAttempt, endAttempt } from './sign-in-throttle.js';
import { findUserForSignIn } from './users.js';

/** The session of the person who acts on their own account. */
export interface OwnSession {
  readonly userId: number;
  readonly signInName: string;
  readonly sessionHash: string;
  readonly address: string;
}

/** Throws InvalidInput at the field where the password is wrong; guesses are throttled as at sign-in. */
export async function checkOwnPassword(
  database: Database,
  session: OwnSession,
  { field, password }: { readonly field: string; readonly password: string },
  now: Date,
): Promise<void> {
  if (!(await beginAttempt(database, session, now)))
    throw new InvalidInput([{ field, message: 'Too many attempts. Wait a few minutes, then try again.' }]);
  const found = await findUserForSignIn(database.read, session.signInName);
  if (!(await isPassword(found?.passwordHash ?? null, password)))
    throw new InvalidInput([{ field, message: 'This is not your present password.' }]);
  await database.write((tx) => endAttempt(tx, session));
}
