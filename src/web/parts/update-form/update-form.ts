import { type CellOf, isSameCell } from '../../../domain/cells/cell-conflict.js';
import type { Sequence } from '../../../domain/identifiers.js';
import type { FieldProblem } from '../../../domain/errors.js';
import type { NewSource } from '../../../domain/structure/new-source.js';
import type { StanceField } from '../../../domain/log/stance-field.js';
import { stanceFields, type StanceValues, storedFields } from '../../../domain/log/stance-fields.js';
import type { ProposedUpdate } from '../../../domain/desk/proposal.js';
import type { NewCitation, NewStance } from '../../../domain/log/new-stance.js';
import type { NewUpdate, SourceChoice } from '../../../domain/log/update.js';
import { makers, type Picker, pickers } from '../structure/on-the-way.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import {
  type FormValues,
  numberIn,
  optionalTextIn,
  prefixed,
  textIn,
} from '../../frame/forms/form-values.js';

import {
  citationSlots,
  isWithAbove,
  rowAt,
  rowCount,
  type RowKind,
  rowLimits,
  rowsOf,
  withAbove,
  withoutRow,
  withRow,
} from './rows.js';
import { isTakenAgain, withSameAgain } from './same-again.js';

const sourceNames = 'id outlet title url archiveUrl author publishedDate accessedDate note'.split(' ');
const stanceNames: readonly string[] = [
  ...stanceFields.map(({ name }) => name),
  ...citationSlots.flatMap((slot) => [`${slot}.source`, `${slot}.locator`, `${slot}.firstReportedBy`]),
  ...['saw', 'choice', 'jointly', 'sameFor', 'together'],
];
const namesOf = { sources: sourceNames, stances: stanceNames };
/** The fields of what is made without leaving the form. */
const creationNames: readonly string[] = pickers.flatMap((picker) =>
  ['typed', ...makers[picker].asked, ...makers[picker].further].map((name) => `create.${picker}.${name}`),
);
const tickedNames: readonly string[] = pickers.flatMap((picker) =>
  makers[picker].ticked.map((name) => `create.${picker}.${name}`),
);

/** The fields into which something is picked from the text of the article. */
export type PickedField = 'quote' | 'speaker' | 'date';

/** What a button of the form does. */
export type FormAct =
  | { readonly do: 'submit' | 'preview' | 'save' | 'discard' | 'list' | 'show' }
  | { readonly do: 'add'; readonly kind: RowKind }
  | { readonly do: 'again' }
  | { readonly do: 'pick'; readonly field: PickedField; readonly value: string }
  | { readonly do: 'create'; readonly picker: Picker; readonly index: number }
  | { readonly do: 'remove'; readonly kind: RowKind; readonly index: number };

/** The posted fields, those of rows as `stances.0.party`; names that the form does not have are refused (400). */
export function readRows(form: URLSearchParams, others: readonly string[]): FormValues {
  const rows = [...new Set(form.keys())].filter(isRowField);
  const isTicked = (name: string) => tickedNames.some((each) => name.endsWith(`.${each}`));
  return readFormValues(
    form,
    [...others, ...rows.filter((name) => !isTicked(name))],
    rows.filter((name) => isTicked(name)),
  );
}

function isRowField(name: string): boolean {
  const [, kind, index, field] = /^(sources|stances)\.(\d{1,2})\.(.+)$/.exec(name) ?? [];
  if (kind === undefined || field === undefined || Number(index) >= rowLimits[kind as RowKind]) return false;
  return namesOf[kind as RowKind].includes(field) || (kind === 'stances' && creationNames.includes(field));
}

/** Which button was pressed; an unknown one only shows the form again. */
export function actOf(values: FormValues): FormAct {
  const [verb, kind, index] = textIn(values, 'do').split('.');
  if (verb === 'publish' || verb === 'propose') return { do: 'submit' };
  if (verb === 'preview' || verb === 'save' || verb === 'discard' || verb === 'again' || verb === 'list')
    return { do: verb };
  const [, field, value] = /^pick\.(quote|speaker|date)\.(.+)$/.exec(textIn(values, 'do')) ?? [];
  if (value !== undefined) return { do: 'pick', field: field as PickedField, value };
  const picker = pickers.find((each) => each === kind);
  if (verb === 'create' && picker && /^\d{1,2}$/.test(index ?? ''))
    return { do: 'create', picker, index: Number(index) };
  if (kind !== 'sources' && kind !== 'stances') return { do: 'show' };
  if (verb === 'add') return { do: 'add', kind };
  return verb === 'remove' ? { do: 'remove', kind, index: Number(index) } : { do: 'show' };
}

/** The values after a button of the form has added or removed a row. */
export function withAct(values: FormValues, act: FormAct): FormValues {
  if (act.do === 'add') return withRow(values, act.kind);
  if (act.do === 'again') return withSameAgain(values);
  if (act.do === 'pick') return withPicked(values, act.field, act.value);
  return act.do === 'remove' ? withoutRow(values, act.kind, act.index) : values;
}

/** The stance into which something is picked: the last one, unless another was chosen. */
export function pickedInto(values: FormValues): number {
  const last = rowCount(values, 'stances') - 1;
  const chosen = textIn(values, 'into');
  return /^\d{1,2}$/.test(chosen) ? Math.min(Number(chosen), last) : last;
}

/** A second quotation follows the first: nothing that was typed is replaced by it. */
function withPicked(values: FormValues, field: PickedField, value: string): FormValues {
  const name = `stances.${pickedInto(values)}.${field}`;
  const before = field === 'quote' ? textIn(values, name) : '';
  if (before.includes(value)) return values;
  return { ...values, [name]: [before === '' ? value : `${before} […] ${value}`] };
}

/**
 * Without the rows in which nothing was typed or chosen but what was taken from the one above; at least one of the kind
 * is kept.
 */
export function withoutEmptyRows(values: FormValues): FormValues {
  let kept = values;
  for (const kind of ['sources', 'stances'] as const) {
    for (let index = rowCount(kept, kind) - 1; index >= 0; index -= 1) {
      if (rowCount(kept, kind) > 1 && isEmptyRow(kept, kind, index)) kept = withoutRow(kept, kind, index);
    }
  }
  return kept;
}

function isEmptyRow(values: FormValues, kind: RowKind, index: number): boolean {
  const typed = namesOf[kind].filter((name) => !/^(citations\.\d\.source|saw|choice|jointly)$/.test(name));
  const [row, above] = [rowAt(values, kind, index), rowAt(values, kind, index - 1)];
  const isTaken = (name: string) => kind === 'stances' && isTakenAgain(row, above, name);
  return typed.every((name) => textIn(row, name) === '' || isTaken(name));
}

/** The form filled with a proposed update. */
export function valuesOfUpdate({ headline, sources, stances }: ProposedUpdate): FormValues {
  return {
    headline: [headline],
    ...Object.assign({}, ...sources.map(sourceValues)),
    ...Object.assign({}, ...stances.map((stance, index) => stanceValues(stance, stances[index - 1], index))),
  };
}

function sourceValues(source: SourceChoice, index: number): FormValues {
  const values = typeof source === 'number' ? { id: source } : { ...source };
  return prefixed(`sources.${index}.`, values);
}

function stanceValues(
  { citations, jointly = null, quoteCheck: _found, ...words }: NewStance,
  above: NewStance | undefined,
  index: number,
): FormValues {
  const joint = jointly !== null && above?.jointly === jointly ? { jointly: withAbove } : {};
  const cited = citations.map((citation, slot) =>
    prefixed(`stances.${index}.citations.${slot}.`, { ...citation }),
  );
  return Object.assign({}, prefixed(`stances.${index}.`, { ...words, ...joint }), ...cited) as FormValues;
}

/** The update that the form gives, as it was typed; the rules check it. */
export function newUpdateOf(values: FormValues): NewUpdate {
  return {
    headline: textIn(values, 'headline'),
    sources: sourcesOf(values),
    stances: rowsOf(values, 'stances').map((row, index) => ({
      ...stanceOf(row),
      ...jointlyIn(values, index),
    })),
    idempotencyKey: textIn(values, 'key'),
  };
}

/** A joint statement is named by the first of its stances, from which the others go on without a gap. */
function jointlyIn(values: FormValues, index: number): Pick<NewStance, 'jointly'> {
  let first = index;
  while (first > 0 && isWithAbove(values, first)) first -= 1;
  return first < index || isWithAbove(values, index + 1) ? { jointly: String(first) } : {};
}

export function sourcesOf(values: FormValues): SourceChoice[] {
  return rowsOf(values, 'sources').map((row) =>
    textIn(row, 'id') === '' ? sourceOf(row) : numberIn(row, 'id') || 0,
  );
}

/** The source as typed in a row, even if one on record was chosen there. */
export function sourceOf(row: FormValues): NewSource {
  return {
    outlet: textIn(row, 'outlet'),
    title: textIn(row, 'title'),
    url: optionalTextIn(row, 'url'),
    archiveUrl: optionalTextIn(row, 'archiveUrl'),
    author: optionalTextIn(row, 'author'),
    publishedDate: optionalTextIn(row, 'publishedDate'),
    accessedDate: optionalTextIn(row, 'accessedDate'),
    note: textIn(row, 'note'),
  };
}

/** Values outside the scales are refused by the rules. */
export function stanceOf(row: FormValues): NewStance {
  const values = Object.fromEntries(storedFields.map((field) => [field.name, valueIn(row, field)]));
  const citations = citationSlots.flatMap((slot) => citationOf(row, slot));
  return { ...(values as unknown as StanceValues), citations };
}

function valueIn(
  row: FormValues,
  { name, value: { kind, isRequired } }: StanceField,
): string | number | null {
  if (kind === 'reference') return isRequired ? numberIn(row, name) : optionalNumberIn(row, name);
  return isRequired ? textIn(row, name) : optionalTextIn(row, name);
}

function optionalNumberIn(row: FormValues, name: string): number | null {
  return textIn(row, name) === '' ? null : numberIn(row, name);
}

/**
 * A citation field that names no source is empty, unless something was typed beside it: then the rules say what is
 * missing.
 */
function citationOf(row: FormValues, slot: string): NewCitation[] {
  const [source, locator, firstReportedBy] = [
    textIn(row, `${slot}.source`),
    optionalTextIn(row, `${slot}.locator`),
    optionalTextIn(row, `${slot}.firstReportedBy`),
  ];
  if (source === '' && locator === null && firstReportedBy === null) return [];
  return [{ source: source === '' ? -1 : numberIn(row, `${slot}.source`), locator, firstReportedBy }];
}

/** What an editor can do with a row whose cell somebody else has moved meanwhile. */
export const conflictChoices = [
  { value: 'mine', label: 'Publish mine as well' },
  { value: 'theirs', label: 'Leave mine out' },
] as const;

/**
 * Marks each row on one of the cells as needing a choice: its `saw` holds what the editor had seen of the log, while
 * the form as a whole has now seen everything.
 */
export function withConflicts(values: FormValues, cells: readonly CellOf[], known: Sequence): FormValues {
  const marked = rowsOf(values, 'stances').flatMap((row, index): [string, readonly string[]][] => {
    const cell = { party: numberIn(row, 'party'), demand: numberIn(row, 'demand') };
    if (!cells.some((each) => isSameCell(each, cell))) return [];
    const saw = textIn(row, 'saw') || textIn(values, 'seen');
    return [
      [`stances.${index}.saw`, [saw]],
      [`stances.${index}.choice`, ['']],
    ];
  });
  return { ...values, ...Object.fromEntries(marked), seen: [String(known)] };
}

/** The rows that still need a choice, each with what to do. */
export function problemsOfChoices(values: FormValues): FieldProblem[] {
  const rows = rowsOf(values, 'stances');
  const isOpen = (row: FormValues) =>
    textIn(row, 'saw') !== '' && !conflictChoices.some(({ value }) => value === textIn(row, 'choice'));
  const field = (index: number) => `stances.${index}.choice`;
  const open = rows.flatMap((row, index) =>
    isOpen(row) ? [{ field: field(index), message: 'Choose what becomes of this stance.' }] : [],
  );
  if (open.length > 0 || rows.some((row) => textIn(row, 'choice') !== 'theirs')) return open;
  return [{ field: field(0), message: 'Every stance is left out. Keep one, or discard the draft.' }];
}

/** The rows of which it cannot be told whether they are part of a joint statement. */
export function problemsOfJointly(values: FormValues): FieldProblem[] {
  return rowsOf(values, 'stances').flatMap((row, index) => {
    if (['', withAbove].includes(textIn(row, 'jointly'))) return [];
    const message = 'Choose whether it was given jointly with the stance above.';
    return [{ field: `stances.${index}.jointly`, message }];
  });
}

/** Without the rows that the editor gives up in favour of the others'. */
export function withoutLeftOut(values: FormValues): FormValues {
  let kept = values;
  for (let index = rowCount(values, 'stances') - 1; index >= 0; index -= 1) {
    if (textIn(kept, `stances.${index}.choice`) === 'theirs') kept = withoutRow(kept, 'stances', index);
  }
  return kept;
}
