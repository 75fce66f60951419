import { type NewAccount, problemsOfAccount } from '../../domain/people/account-rules.js';
import { InvalidInput } from '../../domain/errors.js';
import type { Transaction } from '../../data/engine/database.js';
import { commonPasswords, hashPassword } from '../../data/people/passwords.js';
import { isSignInNameTaken, type NewUser } from '../../data/people/users.js';

/** The account as it is stored, its password only as a hash. Throws InvalidInput with every problem. */
export async function prepareAccount({
  signInName,
  publicName,
  password,
}: NewAccount): Promise<Pick<NewUser, 'signInName' | 'publicName' | 'passwordHash'>> {
  const problems = problemsOfAccount({ signInName, publicName, password }, commonPasswords());
  if (problems.length > 0) throw new InvalidInput(problems);
  return { signInName, publicName, passwordHash: await hashPassword(password) };
}

/** Throws InvalidInput if somebody already signs in under the name. */
export async function refuseTakenName(tx: Transaction, signInName: string): Promise<void> {
  if (await isSignInNameTaken(tx, signInName))
    throw new InvalidInput([{ field: 'signInName', message: 'Somebody has this name. Choose another.' }]);
}
