import type { FieldProblem } from '../../domain/errors.js';
import { type Page, plainHead } from '../layout.js';
import { paths } from '../paths.js';

export interface SignInPage extends Page {
  readonly action: string;
  readonly signInName: string;
  readonly next: string;
  /** Why the last attempt was refused; null at first. */
  readonly problem: string | null;
}

export function signInPage(fields: Pick<SignInPage, 'signInName' | 'next' | 'problem'>): SignInPage {
  return { head: plainHead('Sign in'), action: paths.signIn, ...fields };
}

export interface SetUpPage extends Page {
  readonly action: string;
  readonly signInName: string;
  readonly publicName: string;
  readonly problems: {
    readonly signInName: string | null;
    readonly publicName: string | null;
    readonly password: string | null;
  };
  readonly hasProblems: boolean;
}

export function setUpPage(
  action: string,
  fields: Pick<SetUpPage, 'signInName' | 'publicName'>,
  problems: readonly FieldProblem[],
): SetUpPage {
  const at = (field: string) => problems.find((problem) => problem.field === field)?.message ?? null;
  return {
    head: plainHead('Create the first admin'),
    action,
    ...fields,
    problems: { signInName: at('signInName'), publicName: at('publicName'), password: at('password') },
    hasProblems: problems.length > 0,
  };
}
