import type { KeptField } from '../forms/kept-fields.js';
import { type Link, type Page, plainHead } from '../layout.js';
import { paths } from '../paths.js';
import { type Resumption, resumptionFields } from './resumption.js';

export interface SignInPage extends Page {
  readonly action: string;
  readonly signInName: string;
  readonly next: string;
  /** True right after somebody has joined in this browser. */
  readonly hasJoined: boolean;
  /** Why the last attempt was refused; null at first. */
  readonly problem: string | null;
  /** What was typed into a form whose session had ended, carried along; null for nothing. */
  readonly resumption: {
    readonly hidden: readonly Pick<KeptField, 'name' | 'value'>[];
    readonly fields: readonly KeptField[];
  } | null;
}

/** What somebody typed into a form whose session had ended, ready to be sent again. */
export interface ResumePage extends Page {
  readonly action: string;
  readonly csrfToken: string;
  readonly fields: readonly KeptField[];
  readonly desk: Link;
}

export function signInPage({
  resumption = null,
  hasJoined = false,
  ...fields
}: Pick<SignInPage, 'signInName' | 'next' | 'problem'> & {
  readonly resumption?: Resumption | null;
  readonly hasJoined?: boolean;
}): SignInPage {
  const hidden = (carried: Resumption) => [
    { name: resumptionFields.at, value: carried.at },
    { name: resumptionFields.fields, value: carried.packed },
  ];
  return {
    head: plainHead('Sign in'),
    action: paths.signIn,
    hasJoined,
    resumption: resumption && { hidden: hidden(resumption), fields: resumption.fields },
    ...fields,
  };
}

export function resumePage({ at, fields }: Resumption, csrfToken: string): ResumePage {
  const desk = { label: 'Leave it, and go to the desk', url: paths.desk };
  return { head: plainHead('You are signed in again'), action: at, csrfToken, fields, desk };
}

declare module '../pages.js' {
  interface Pages {
    readonly 'frame/session/new': SignInPage;
    readonly 'frame/session/resume': ResumePage;
  }
}
