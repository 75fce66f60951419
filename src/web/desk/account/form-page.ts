import type { FieldProblem } from '../../../domain/errors.js';
import { type FieldDefinition, type FormField, fieldId, formField } from '../../frame/forms/form-fields.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { keepingScript } from '../../frame/render.js';

/** A small form of the instance: joining, or giving the password again. */
export interface AccountFormPage extends Page {
  readonly heading: string;
  readonly lede: string;
  readonly problems: readonly Link[];
  readonly action: string;
  /** Null for a visitor, who has no session. */
  readonly csrfToken: string | null;
  /** Where to go afterwards; null if that is fixed. */
  readonly next: string | null;
  /**
   * The owner and name under which the browser tab keeps what is typed, neither of which reveals the link; null keeps
   * nothing.
   */
  readonly kept: { readonly owner: string; readonly name: string } | null;
  readonly fields: readonly FormField[];
  readonly submit: string;
}

type Words = Pick<AccountFormPage, 'heading' | 'lede' | 'submit'>;

export interface AccountForm {
  readonly words: Words;
  readonly definitions: readonly FieldDefinition[];
  readonly action: string;
  readonly csrfToken: string | null;
  readonly next?: string;
  readonly kept?: NonNullable<AccountFormPage['kept']>;
}

export function accountFormPage(
  { words, definitions, action, csrfToken, next, kept }: AccountForm,
  values: FormValues = {},
  problems: readonly FieldProblem[] = [],
): AccountFormPage {
  return {
    head: { ...plainHead(words.heading), script: kept ? keepingScript : null },
    ...words,
    problems: problems.map(({ field, message }) => ({ label: message, url: `#${fieldId(field)}` })),
    action,
    csrfToken,
    next: next ?? null,
    kept: kept ?? null,
    fields: definitions.map((definition) => formField(definition, { values, problems, standing: null })),
  };
}

export const publicNameField = {
  kind: 'text',
  name: 'publicName',
  label: 'Public name (optional)',
  hint: 'Readers see who recorded something only under a public name. People who cover wars have reasons to leave this empty.',
  autocomplete: 'name',
} as const satisfies FieldDefinition;

export const newPasswordField = {
  kind: 'password',
  name: 'password',
  label: 'Password',
  hint: '15 to 256 characters. A short sentence is a good one.',
  autocomplete: 'new-password',
  isRequired: true,
} as const satisfies FieldDefinition;

/** A password exactly as it was typed: nothing is trimmed or removed. */
export function passwordIn(form: URLSearchParams, field: string): string {
  return form.get(field) ?? '';
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/account/form': AccountFormPage;
  }
}
