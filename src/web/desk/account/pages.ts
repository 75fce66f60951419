import type { Session } from '../../../data/people/sessions.js';
import type { FieldProblem } from '../../../domain/errors.js';
import { longInstant } from '../../../domain/when.js';
import { type FormField, fieldId, formField } from '../../frame/forms/form-fields.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';
import { roleLabel, roleMeanings } from '../../parts/role-words.js';
import type { Viewer } from '../../frame/request-context.js';
import { newPasswordField, publicNameField } from './form-page.js';

/** A person's own page: public name, password, sessions. */
export interface AccountPage extends Page {
  readonly name: string;
  readonly role: string;
  readonly csrfToken: string;
  readonly problems: readonly Link[];
  readonly nameForm: { readonly url: string; readonly field: FormField };
  readonly passwordForm: { readonly url: string; readonly fields: readonly FormField[] };
  readonly sessions: readonly {
    readonly begun: string;
    readonly lastUsed: string;
    readonly isThisOne: boolean;
    readonly key: string;
  }[];
  readonly endUrl: string;
}

const currentPasswordField = {
  kind: 'password',
  name: 'current',
  label: 'Present password',
  autocomplete: 'current-password',
  isRequired: true,
} as const;

export const passwordFields = [currentPasswordField, { ...newPasswordField, label: 'New password' }] as const;

export function accountPage(
  viewer: Viewer,
  sessions: readonly Pick<Session, 'tokenHash' | 'createdAt' | 'lastSeenAt'>[],
  values: FormValues,
  problems: readonly FieldProblem[],
): AccountPage {
  const { signInName, role, csrfToken, sessionHash } = viewer;
  const state = { values, problems, standing: null };
  return {
    head: plainHead('Your account'),
    name: signInName,
    role: `${roleLabel(role)}. ${roleMeanings[role]}`,
    csrfToken,
    problems: problems.map(({ field, message }) => ({ label: message, url: `#${fieldId(field)}` })),
    nameForm: { url: paths.accountName, field: formField(publicNameField, state) },
    passwordForm: {
      url: paths.accountPassword,
      fields: passwordFields.map((definition) => formField(definition, state)),
    },
    sessions: sessions.map(({ tokenHash, createdAt, lastSeenAt }) => ({
      begun: longInstant(createdAt.toISOString()),
      lastUsed: longInstant(lastSeenAt.toISOString()),
      isThisOne: tokenHash === sessionHash,
      key: tokenHash,
    })),
    endUrl: paths.accountSession,
  };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/account/account': AccountPage;
  }
}
