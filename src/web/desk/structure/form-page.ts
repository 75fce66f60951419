import type { FieldProblem } from '../../../domain/errors.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { type Link, type Page, plainHead } from '../../frame/layout.js';
import { type FieldDefinition, type FormField, formField } from '../../frame/forms/form-fields.js';
import { problemList } from '../../frame/forms/problem-list.js';
import type { FormValues } from '../../frame/forms/form-values.js';
import type { EditableNoun } from '../../parts/structure/noun.js';

/** The form for a new topic, party, demand, speaker, event or source, or for a change to one. */
export interface StructureFormPage extends Page {
  readonly heading: string;
  readonly advice: string | null;
  /** Shown if somebody else changed it meanwhile. */
  readonly notice: string | null;
  /** Every problem, linked to its field. */
  readonly problems: readonly Link[];
  readonly action: string;
  readonly csrfToken: string;
  /** The fingerprint of the fields with which the form was filled; null for a new one. */
  readonly seen: string | null;
  readonly fields: readonly FormField[];
  readonly submit: string;
  readonly cancel: Link;
}

/** What a form is made from. `standing` has the present values, if somebody else changed them meanwhile. */
export interface FormState {
  readonly noun: EditableNoun;
  readonly negotiation: Negotiation;
  readonly definitions: readonly FieldDefinition[];
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
  readonly standing: FormValues | null;
  readonly seen: string | null;
  readonly action: string;
  readonly csrfToken: string;
}

export function structureFormPage(state: FormState): StructureFormPage {
  const { noun, negotiation, definitions, problems, action, csrfToken, seen } = state;
  const heading = seen === null ? `New ${noun.word}` : `Edit ${noun.word}`;
  const { slug, name } = negotiation;
  return {
    head: { ...plainHead(heading), negotiation: { name, slug } },
    heading,
    advice: noun.advice,
    notice: state.standing ? meanwhile(noun.word) : null,
    problems: problemList(problems, definitions),
    action,
    csrfToken,
    seen,
    fields: definitions
      .filter((definition) => isShown(definition, state))
      .map((definition) => formField(definition, state)),
    submit: seen === null ? `Create ${noun.word}` : 'Save',
    cancel: { label: 'Cancel', url: noun.listPath(slug) },
  };
}

/** Shown above a form if somebody else has changed its object meanwhile. */
export function meanwhile(word: string): string {
  return `Somebody else changed this ${word} while you were editing it. Nothing you typed is lost: where it differs, what stands now is written at its field. Save again to replace that with yours.`;
}

function isShown({ name, isAskedBack = false }: FieldDefinition, { values, problems }: FormState): boolean {
  return !isAskedBack || problems.some(({ field }) => field === name) || (values[name] ?? []).length > 0;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'desk/structure/form': StructureFormPage;
  }
}
