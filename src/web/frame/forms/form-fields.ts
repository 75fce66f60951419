import { listed } from '../../../domain/isolation.js';
import { problemOfDate } from '../../../domain/date-as-written.js';
import type { FieldProblem } from '../../../domain/errors.js';
import { isEdtfDate, longDate } from '../../../domain/when.js';
import { type Choice, unfittingText } from './choosing.js';
import { isDateField } from './date-fields.js';
import type { FormValues } from './form-values.js';

export type FieldKind = 'text' | 'password' | 'textarea' | 'select' | 'checkboxes';

/** A field as defined by its noun. */
export interface FieldDefinition {
  readonly kind: FieldKind;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** For `select` and `checkboxes`. */
  readonly choices?: readonly Choice[];
  /** True if it can no longer be changed: it is shown, and sent as it is. */
  readonly isFixed?: boolean;
  readonly isRequired?: boolean;
  /** True if it is shown only when something is wrong with it or it was filled in. */
  readonly isAskedBack?: boolean;
  /** True if a plain form folds it away, under “Further sources”, until it is filled in. */
  readonly isFurtherSource?: boolean;
  /** What a browser may fill in (WCAG 1.3.5): `username`, `new-password`, …; nothing if absent. */
  readonly autocomplete?: string;
  /** Suggestions while somebody types; `names` only for the first field of a page that has them. */
  readonly offers?: Offers;
}

/** Names, with the id of their list. */
export interface Offers {
  readonly id: string;
  readonly names: readonly string[];
}

/** A field as the templates in views/frame/forms/ print it. */
export interface FormField {
  readonly kind: FieldKind;
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (Pick<Choice, 'value' | 'label'> & {
    readonly id: string;
    readonly isChosen: boolean;
  })[];
  /**
   * Other words for the choices, for the page's script: one line per choice, with its value first; undefined for none.
   */
  readonly words: string | undefined;
  readonly hint: string | null;
  /** A date, as it was understood, in place of the hint: “9 August 2025”; null for anything else. */
  readonly inWords: string | null;
  readonly error: string | null;
  /** The present value, if somebody else has changed it meanwhile and it differs from what was typed. */
  readonly standing: string | null;
  /** The ids of hint, error and present value, for aria-describedby. */
  readonly describedBy: string | null;
  readonly isFixed: boolean;
  readonly isRequired: boolean;
  readonly autocomplete: string;
  readonly offers: Offers | null;
  /** True if whoever opens the page begins here. */
  readonly isFocused: boolean;
}

export interface FieldState {
  readonly values: FormValues;
  readonly problems: readonly FieldProblem[];
  readonly standing: FormValues | null;
}

export function formField(definition: FieldDefinition, state: FieldState): FormField {
  const { kind, name, label, hint = null, isFixed = false, isRequired = false } = definition;
  const { autocomplete = 'off', offers = null } = definition;
  const id = fieldId(name);
  const typed = state.values[name] ?? [];
  const unfitting = unfittingValue(definition, typed);
  const problem = state.problems.find((each) => each.field === name)?.message ?? null;
  const error = problem ?? misunderstood(definition, typed[0] ?? '', unfitting);
  const inWords = isDateField(name) && isEdtfDate(typed[0] ?? '') ? longDate(typed[0] ?? '') : null;
  const standing = state.standing && standingText(definition, typed, state.standing[name] ?? []);
  const described = [(inWords ?? hint) && `${id}-hint`, error && `${id}-error`, standing && `${id}-standing`];
  const describedBy = described.filter(Boolean).join(' ') || null;
  const choices = chosen(definition, typed, unfitting);
  const value = kind === 'password' ? '' : (typed[0] ?? '');
  return {
    kind,
    id,
    name,
    label,
    value,
    choices,
    words: wordsOfChoices(definition),
    hint,
    inWords,
    error,
    standing,
    describedBy,
    isFixed: isFixed && !error,
    isRequired,
    autocomplete,
    offers,
    isFocused: false,
  };
}

/** Why what was typed means no choice, or no day; null if it does, or is empty. */
function misunderstood(
  { name, choices = [] }: FieldDefinition,
  typed: string,
  unfitting: string | null,
): string | null {
  if (unfitting !== null) return unfittingText(choices, unfitting);
  return isDateField(name) && typed !== '' ? (problemOfDate(name, typed, null)?.message ?? null) : null;
}

/** The id of a field's element: `field-stances-0-date` for `stances.0.date`. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll('.', '-')}`;
}

function wordsOfChoices({ choices = [] }: FieldDefinition): string | undefined {
  const lines = choices.flatMap(({ value, words }) => (words ? [[value, ...words].join('\t')] : []));
  return lines.length > 0 ? lines.join('\n') : undefined;
}

/** Text typed in place of a choice that is not one of the choices: it is kept, and marked. */
function unfittingValue(
  { kind, choices = [] }: FieldDefinition,
  [typed = '']: readonly string[],
): string | null {
  if (kind !== 'select' || typed === '' || choices.some(({ value }) => value === typed)) return null;
  return typed;
}

function chosen(
  { name, choices = [] }: FieldDefinition,
  typed: readonly string[],
  unfitting: string | null,
): FormField['choices'] {
  const kept = unfitting === null ? [] : [{ value: unfitting, label: unfitting }];
  return [...choices, ...kept].map(({ value, label }, index) => ({
    value,
    label,
    id: index === 0 ? fieldId(name) : `${fieldId(name)}-${index + 1}`,
    isChosen: typed.includes(value),
  }));
}

function standingText(
  definition: FieldDefinition,
  typed: readonly string[],
  standing: readonly string[],
): string | null {
  const present = wording(definition, standing);
  if (present === wording(definition, typed)) return null;
  return present || 'empty';
}

function wording({ choices }: FieldDefinition, values: readonly string[]): string {
  if (!choices) return listed(values);
  const labels = choices.filter((choice) => choice.value !== '' && values.includes(choice.value));
  return listed(labels.map((choice) => choice.label));
}

/** Choices from items with an id. */
export function choicesOf<Item extends { readonly id: number }>(
  items: readonly Item[],
  label: (item: Item) => string,
): Choice[] {
  return items.map((item) => ({ value: String(item.id), label: label(item) }));
}
