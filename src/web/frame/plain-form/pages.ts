import type { FieldProblem } from '../../../domain/errors.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { type FieldDefinition, type FormField, formField } from '../forms/form-fields.js';
import { problemList } from '../forms/problem-list.js';
import type { FormValues } from '../forms/form-values.js';
import { type Link, type Page, plainHead } from '../layout.js';

/** A form with nothing but its fields, of something that is published by itself. */
export interface PlainFormPage extends Page {
  readonly heading: string;
  readonly lede: string;
  /** Shown if things have changed meanwhile. */
  readonly notice: string | null;
  /** Every problem, linked to its field. */
  readonly problems: readonly Link[];
  readonly action: string;
  readonly csrfToken: string;
  /** The fingerprint of what is changed, as the form was filled; null where nothing can be changed meanwhile. */
  readonly seen: string | null;
  readonly fields: readonly FormField[];
  /** Folded away until one of them is filled in or wrong; null if there are none. */
  readonly furtherSources: { readonly isOpen: boolean; readonly fields: readonly FormField[] } | null;
  readonly submit: string;
  readonly cancel: Link;
}

/** What it says, and where it goes. */
export interface PlainForm extends Pick<PlainFormPage, 'heading' | 'lede' | 'action' | 'submit'> {
  readonly negotiation: Pick<Negotiation, 'name' | 'slug'>;
  readonly definitions: readonly FieldDefinition[];
  readonly cancelUrl: string;
  /** What a form that changes something begins with, and its fingerprint. */
  readonly present?: { readonly values: FormValues; readonly seen: string };
}

export interface PlainFormState {
  readonly values: FormValues;
  readonly problems?: readonly FieldProblem[];
  readonly notice?: string;
  readonly csrfToken: string;
}

export function plainFormPage(
  { negotiation: { name, slug }, definitions, cancelUrl, present, ...words }: PlainForm,
  { values, problems = [], notice, csrfToken }: PlainFormState,
): PlainFormPage {
  const standing = notice === undefined ? null : (present?.values ?? null);
  const state = { values, problems, standing };
  return {
    head: { ...plainHead(words.heading), negotiation: { name, slug } },
    ...words,
    notice: notice ?? null,
    problems: problemList(problems, definitions),
    csrfToken,
    seen: present?.seen ?? null,
    fields: definitions
      .filter(({ isFurtherSource }) => !isFurtherSource)
      .map((definition) => formField(definition, state)),
    furtherSources: furtherSources(
      definitions
        .filter(({ isFurtherSource }) => isFurtherSource)
        .map((definition) => formField(definition, state)),
    ),
    cancel: { label: 'Cancel', url: cancelUrl },
  };
}

function furtherSources(fields: readonly FormField[]): PlainFormPage['furtherSources'] {
  if (fields.length === 0) return null;
  return { isOpen: fields.some(({ value, error }) => value !== '' || error !== null), fields };
}

declare module '../pages.js' {
  interface Pages {
    readonly 'frame/plain-form/plain-form': PlainFormPage;
  }
}
