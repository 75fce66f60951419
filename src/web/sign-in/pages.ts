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
