import { InvalidInput } from '../../domain/errors.js';
import type { Person } from '../../domain/people/actor.js';
import type { Database, Transaction } from '../../data/engine/database.js';
import { isPassword } from '../../data/people/passwords.js';
import { beginAttempt, endAttempt } from '../../data/people/sign-in-throttle.js';
import { findUserForSignIn } from '../../data/people/users.js';

/** The session of the person who acts on their own account. */
export interface OwnSession extends Person {
  readonly signInName: string;
  readonly address: string;
}

/** A password that was found to be right: its form field, and the hash that it matches. */
export interface CheckedPassword {
  readonly field: string;
  readonly passwordHash: string;
}

/** Throws InvalidInput at the field if the password is wrong; attempts are throttled as at sign-in. */
export async function checkOwnPassword(
  database: Database,
  session: OwnSession,
  { field, password }: { readonly field: string; readonly password: string },
  now: Date,
): Promise<CheckedPassword> {
  if (!(await beginAttempt(database, session, now)))
    throw new InvalidInput([{ field, message: 'Too many attempts. Wait a few minutes, then try again.' }]);
  const found = await findUserForSignIn(database.read, session.signInName);
  const passwordHash = found?.passwordHash ?? null;
  if (!(await isPassword(passwordHash, password)) || passwordHash === null) throw notPresent(field);
  await database.write((tx) => endAttempt(tx, session));
  return { field, passwordHash };
}

/** In the transaction that relies on the check: throws InvalidInput if the password has been changed since. */
export async function requireSamePassword(
  tx: Transaction,
  { signInName }: Pick<OwnSession, 'signInName'>,
  { field, passwordHash }: CheckedPassword,
): Promise<void> {
  const present = await findUserForSignIn(tx, signInName);
  if (present?.passwordHash !== passwordHash) throw notPresent(field);
}

function notPresent(field: string): InvalidInput {
  return new InvalidInput([{ field, message: 'This is not your present password.' }]);
}
