import { commonPasswordProblem, foldedPassword } from './common-password.js';
import type { FieldProblem } from '../errors.js';

/** What a person enters in order to sign in. */
export interface NewAccount {
  readonly signInName: string;
  readonly publicName: string | null;
  readonly password: string;
}

const shortest = 15;
const longest = 256;
/** Without the sign-in name, a password must still have this many letters and digits. */
const leastBesideName = 10;

/**
 * Everything wrong with a new account, each problem at its field (OWASP ASVS 5.0, 6.2: length and a list, no
 * composition rules).
 */
export function problemsOfAccount(account: NewAccount, commonPasswords: ReadonlySet<string>): FieldProblem[] {
  const { signInName, publicName, password } = account;
  const problems: FieldProblem[] = [];
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u.test(signInName)) {
    const message =
      'A sign-in name has 2 to 64 letters, digits or . _ @ - and begins with a letter or digit.';
    problems.push({ field: 'signInName', message });
  }
  problems.push(...problemsOfPublicName(publicName));
  problems.push(...problemsOfPassword(password, signInName, commonPasswords));
  return problems;
}

/** What is wrong with a new password; empty if nothing is. */
export function problemsOfPassword(
  password: string,
  signInName: string,
  commonPasswords: ReadonlySet<string>,
): FieldProblem[] {
  const message = passwordProblem(password, signInName, commonPasswords);
  return message ? [{ field: 'password', message }] : [];
}

/** What is wrong with a public name; empty if nothing is. */
export function problemsOfPublicName(publicName: string | null): FieldProblem[] {
  if (publicName === null || publicName.length <= 100) return [];
  return [{ field: 'publicName', message: 'A public name has at most 100 characters.' }];
}

function passwordProblem(password: string, signInName: string, common: ReadonlySet<string>): string | null {
  const length = Array.from(password).length;
  if (length < shortest)
    return `A password has at least ${shortest} characters; a short sentence is a good one.`;
  if (length > longest) return `A password has at most ${longest} characters.`;
  const lower = password.toLocaleLowerCase('en');
  const withoutName = lower.replaceAll(signInName.toLocaleLowerCase('en'), '');
  const isNamed = withoutName !== lower;
  if (new Set(withoutName).size < 4 || (isNamed && foldedPassword(withoutName).length < leastBesideName))
    return 'This password is too easily guessed: it repeats the name or a few characters.';
  return commonPasswordProblem(password, common);
}
