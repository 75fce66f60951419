import type { Attribution, Confidence } from '../attribution.js';
import type { Direction } from './direction.js';
import type { Position } from './position.js';
import type { Priority } from './priority.js';
import type { StanceField } from './stance-field.js';

const rows = [
  {
    name: 'party',
    stored: { column: 'party_id', since: 1 },
    value: { kind: 'reference', isRequired: true, limit: null },
    form: { part: 'main', label: 'Party', hint: null },
    told: { isLabelled: false, isSearched: false, isSubstance: true, removal: null },
    file: null,
  },
  {
    name: 'demand',
    stored: { column: 'demand_id', since: 1 },
    value: { kind: 'reference', isRequired: true, limit: null },
    form: { part: 'main', label: 'Demand', hint: null },
    told: { isLabelled: false, isSearched: false, isSubstance: true, removal: null },
    file: null,
  },
  {
    name: 'position',
    stored: { column: 'position', since: 1 },
    value: { kind: 'choice', isRequired: true, limit: null },
    form: { part: 'main', label: 'Position', hint: null },
    told: { isLabelled: false, isSearched: false, isSubstance: true, removal: null },
    file: {
      kind: 'code',
      description: 'The position’s value, or which nothing the cell says',
      meaning: 'What the stance is, by its value or its label',
      needed: 'always',
    },
  },
  {
    name: 'attribution',
    stored: { column: 'attribution', since: 1 },
    value: { kind: 'choice', isRequired: false, limit: null },
    form: { part: 'main', label: 'Attribution', hint: null },
    told: { isLabelled: false, isSearched: false, isSubstance: true, removal: null },
    file: {
      kind: 'code',
      description: 'How the position is known',
      meaning: 'How the position is known, by its value or its label',
      needed: 'except for a finding',
    },
  },
  {
    name: 'date',
    stored: { column: 'effective_date', since: 1 },
    value: { kind: 'day', isRequired: true, limit: null },
    form: {
      part: 'main',
      label: 'Effective date',
      hint: 'As far as it is known: 9 Aug 2025, 2025-08 or 2025.',
    },
    told: { isLabelled: false, isSearched: false, isSubstance: true, removal: null },
    file: {
      kind: 'date',
      description: 'When the party took the position, as given',
      meaning: 'When the party took the position: 2025-08-09, 9 Aug 2025, 2025-08 or 2025',
      needed: 'always',
    },
  },
  {
    name: 'summary',
    stored: { column: 'summary', since: 1 },
    value: { kind: 'long text', isRequired: false, limit: 2000 },
    form: { part: 'main', label: 'Summary', hint: 'In the tracker’s own words.' },
    told: { isLabelled: false, isSearched: true, isSubstance: false, removal: 'Summary' },
    file: {
      kind: 'text',
      description: 'The tracker’s summary',
      meaning: 'In the tracker’s own words, at most 2,000 characters',
      needed: null,
    },
  },
  {
    name: 'accountBy',
    stored: { column: 'account_by_id', since: 1 },
    value: { kind: 'reference', isRequired: false, limit: null },
    form: { part: 'details', label: 'Account by', hint: 'Whose account of this party it is.' },
    told: { isLabelled: false, isSearched: false, isSubstance: true, removal: null },
    file: {
      kind: 'code',
      description: 'The party that gives an account by another party',
      meaning: 'The party that gives the account, by address or name',
      needed: 'for counterparty_account',
    },
  },
  {
    name: 'quote',
    stored: { column: 'quote', since: 1 },
    value: { kind: 'long text', isRequired: false, limit: 5000 },
    form: {
      part: 'main',
      label: 'Quote',
      hint: 'Short, exactly as the outlet prints it, in the original language.',
    },
    told: { isLabelled: false, isSearched: true, isSubstance: false, removal: 'Quote' },
    file: {
      kind: 'text',
      description: 'The words, exactly as the outlet prints them',
      meaning: 'The words exactly as printed',
      needed: 'for red lines and agreed, unless an official document',
    },
  },
  {
    name: 'quoteLanguage',
    stored: { column: 'quote_language', since: 1 },
    value: { kind: 'language', isRequired: false, limit: null },
    form: {
      part: 'details',
      label: 'Language of the quote',
      hint: 'A code of two or three letters: uk, ru, en.',
    },
    told: { isLabelled: false, isSearched: false, isSubstance: false, removal: null },
    file: {
      kind: 'code',
      description: 'The language of the quote (ISO 639)',
      meaning: 'Of the quote, as a code of two or three letters: uk, ru, en',
      needed: null,
    },
  },
  {
    name: 'quoteTranslation',
    stored: { column: 'quote_translation', since: 1 },
    value: { kind: 'long text', isRequired: false, limit: 5000 },
    form: { part: 'details', label: 'Translation', hint: null },
    told: { isLabelled: false, isSearched: true, isSubstance: false, removal: 'Translation of the quote' },
    file: {
      kind: 'text',
      description: 'The quote in the reader’s language',
      meaning: 'The quote in the reader’s language',
      needed: null,
    },
  },
  {
    name: 'quoteTranslator',
    stored: { column: 'quote_translator', since: 1 },
    value: { kind: 'text', isRequired: false, limit: 200 },
    form: { part: 'details', label: 'Translated by', hint: null },
    told: { isLabelled: false, isSearched: false, isSubstance: false, removal: null },
    file: {
      kind: 'text',
      description: 'Who translated the quote',
      meaning: 'Who translated the quote',
      needed: null,
    },
  },
  {
    name: 'speaker',
    stored: { column: 'speaker_id', since: 1 },
    value: { kind: 'reference', isRequired: false, limit: null },
    form: { part: 'details', label: 'Speaker', hint: null },
    told: { isLabelled: false, isSearched: false, isSubstance: false, removal: null },
    file: { kind: 'text', description: 'Who said it', meaning: 'Who said it, by name', needed: null },
  },
  {
    name: 'speakerRole',
    stored: { column: 'speaker_role', since: 1 },
    value: { kind: 'text', isRequired: false, limit: 200 },
    form: { part: 'details', label: 'Speaker’s role then', hint: 'Left empty, the present role is copied.' },
    told: { isLabelled: false, isSearched: false, isSubstance: false, removal: null },
    file: {
      kind: 'text',
      description: 'The speaker’s office, as it was then',
      meaning: 'The speaker’s office then; the present one, if empty',
      needed: null,
    },
  },
  {
    name: 'conditions',
    stored: { column: 'conditions', since: 1 },
    value: { kind: 'long text', isRequired: false, limit: 2000 },
    form: {
      part: 'details',
      label: 'Conditions',
      hint: 'Needed for “Open, with conditions”: in words, or as demands below.',
    },
    told: { isLabelled: true, isSearched: true, isSubstance: false, removal: 'Conditions' },
    file: {
      kind: 'text',
      description: 'The conditions of a conditional position',
      meaning: 'What is asked in return',
      needed: 'for conditional, unless demands are named',
    },
  },
  {
    name: 'agreedFirst',
    stored: { column: 'agreed_first', since: 2 },
    value: { kind: 'demands', isRequired: false, limit: null },
    form: {
      part: 'details',
      label: 'Only if agreed first',
      hint: 'Other demands that have to be agreed first, by the end of their addresses: free-economic-zone. Several with spaces between.',
    },
    told: { isLabelled: false, isSearched: false, isSubstance: true, removal: null },
    file: {
      kind: 'code',
      description: 'The demands that have to be agreed first',
      meaning: 'Demands that have to be agreed first, by address, with spaces between',
      needed: null,
    },
  },
  {
    name: 'droppedFirst',
    stored: { column: 'dropped_first', since: 2 },
    value: { kind: 'demands', isRequired: false, limit: null },
    form: {
      part: 'details',
      label: 'Only if dropped first',
      hint: 'The same of demands that have to be off the table first.',
    },
    told: { isLabelled: false, isSearched: false, isSubstance: true, removal: null },
    file: {
      kind: 'code',
      description: 'The demands that have to be dropped first',
      meaning: 'Demands that have to be dropped first, by address, with spaces between',
      needed: null,
    },
  },
  {
    name: 'declaredPriority',
    stored: { column: 'declared_priority', since: 2 },
    value: { kind: 'choice', isRequired: false, limit: null },
    form: {
      part: 'details',
      label: 'Declared priority',
      hint: 'Only what the party itself calls it, on the record, in the quote.',
    },
    told: { isLabelled: false, isSearched: false, isSubstance: true, removal: null },
    file: {
      kind: 'code',
      description: 'What the party has declared the demand to be to it; empty if nothing',
      meaning: 'first or high, only if the quote says so',
      needed: null,
    },
  },
  {
    name: 'note',
    stored: { column: 'note', since: 1 },
    value: { kind: 'long text', isRequired: false, limit: 2000 },
    form: { part: 'details', label: 'Note', hint: 'Compulsory for an inferred position.' },
    told: { isLabelled: true, isSearched: true, isSubstance: false, removal: 'Note' },
    file: {
      kind: 'text',
      description: 'The editors’ note; an inferred position has one',
      meaning: 'What the editors add',
      needed: 'for inferred',
    },
  },
  {
    name: 'time',
    stored: { column: 'effective_time', since: 1 },
    value: { kind: 'time', isRequired: false, limit: null },
    form: {
      part: 'details',
      label: 'Time of day',
      hint: 'Where it matters, as 14:30, at the place where it was said.',
    },
    told: { isLabelled: false, isSearched: false, isSubstance: true, removal: null },
    file: {
      kind: 'text',
      description: 'The time of day, where it matters',
      meaning: 'The time of day, as 14:30',
      needed: null,
    },
  },
  {
    name: 'confidence',
    stored: { column: 'confidence', since: 1 },
    value: { kind: 'choice', isRequired: false, limit: null },
    form: { part: 'details', label: 'Confidence', hint: null },
    told: { isLabelled: false, isSearched: false, isSubstance: false, removal: null },
    file: {
      kind: 'code',
      description: 'Confidence in the recording, not in the party',
      meaning: 'Only if it is not the usual one',
      needed: null,
    },
  },
  {
    name: 'confidenceNote',
    stored: { column: 'confidence_note', since: 1 },
    value: { kind: 'long text', isRequired: false, limit: 2000 },
    form: { part: 'details', label: 'Note on confidence', hint: null },
    told: { isLabelled: false, isSearched: false, isSubstance: false, removal: 'Note on the confidence' },
    file: {
      kind: 'text',
      description: 'Why the confidence is not the usual one',
      meaning: 'Why the confidence is not the usual one',
      needed: 'with a confidence other than the usual one',
    },
  },
  {
    name: 'direction',
    stored: { column: 'direction', since: 3 },
    value: { kind: 'choice', isRequired: false, limit: null },
    form: {
      part: 'details',
      label: 'Direction',
      hint: 'Where an amount is rejected: too low or too high, if the party says which.',
    },
    told: { isLabelled: false, isSearched: false, isSubstance: true, removal: null },
    file: {
      kind: 'code',
      description: 'Whether a rejected amount is too low or too high; empty if that was not said',
      meaning: 'Whether a rejected amount is too_low or too_high',
      needed: null,
    },
  },
] as const satisfies readonly StanceField[];

type Row = (typeof rows)[number];
export type StanceFieldName = Row['name'];

/** The names of the fields of certain kinds. */
export type NamesOf<Kind extends StanceField['value']['kind']> = Extract<
  Row,
  { readonly value: { readonly kind: Kind } }
>['name'];

/** The fields that are typed and may be left empty. */
export type TypedName = NamesOf<'text' | 'long text' | 'language' | 'demands' | 'time'>;
export type RemovableName = Extract<Row, { readonly told: { readonly removal: string } }>['name'];

interface Scales {
  readonly position: Position;
  readonly attribution: Attribution;
  readonly confidence: Confidence;
  readonly declaredPriority: Priority;
  readonly direction: Direction;
}

type Present<Name extends StanceFieldName> = Name extends keyof Scales
  ? Scales[Name]
  : Name extends NamesOf<'reference'>
    ? number
    : string;

type RequiredName = Extract<Row, { readonly value: { readonly isRequired: true } }>['name'];

/** The values of a stance's fields: ids of the database, values of scales, texts. */
export type StanceValues = {
  readonly [Name in StanceFieldName]: Present<Name> | (Name extends RequiredName ? never : null);
};

export type StanceColumn<Name extends StanceFieldName> = Extract<
  Row,
  { readonly name: Name }
>['stored']['column'];

export type TypedTexts = Pick<StanceValues, TypedName>;

type KnownField = StanceField & { readonly name: StanceFieldName };

/** In the order of the form. */
export const stanceFields: readonly KnownField[] = rows;

/** The order in which the fields of the first version are stored and hashed; it never changes. */
const firstOrder: readonly StanceFieldName[] = [
  ...(['party', 'demand', 'position', 'attribution', 'accountBy', 'confidence', 'confidenceNote'] as const),
  ...(['speaker', 'speakerRole', 'summary', 'conditions', 'quote', 'quoteLanguage'] as const),
  ...(['quoteTranslation', 'quoteTranslator', 'note', 'date', 'time'] as const),
];

/** In the order in which they are stored and hashed: later fields come after earlier ones. */
export const storedFields: readonly KnownField[] = stanceFields.toSorted(
  (a, b) => a.stored.since - b.stored.since || firstOrder.indexOf(a.name) - firstOrder.indexOf(b.name),
);

const byName = new Map(stanceFields.map((field) => [field.name, field]));

export function stanceField(name: StanceFieldName): KnownField {
  return byName.get(name) as KnownField;
}

export function isStanceField(name: string): name is StanceFieldName {
  return byName.has(name as StanceFieldName);
}

export function columnsOf(fields: readonly StanceField[]): string[] {
  return fields.map(({ stored }) => stored.column);
}

/** The name of its column in files: `account_by` for `account_by_id`. */
export function fileColumn({ stored: { column } }: StanceField): string {
  return column.replace(/_id$/, '');
}

export function isText({ value: { kind } }: StanceField): boolean {
  return kind === 'text' || kind === 'long text';
}

/** The fields that are typed and may be left empty. */
export const typedFields = stanceFields.filter(
  (field): field is KnownField & { readonly name: TypedName } =>
    isText(field) || ['language', 'demands', 'time'].includes(field.value.kind),
);

/** The fields that may have several lines. */
export const longTexts = stanceFields
  .filter(({ value: { kind } }) => kind === 'long text')
  .map(({ name }) => name);

export const searchedFields = stanceFields.filter(({ told }) => told.isSearched);

/** The fields that can be removed by law. */
export const removableFields = stanceFields.filter(
  (
    field,
  ): field is KnownField & {
    readonly name: RemovableName;
    readonly told: { readonly removal: string };
  } => field.told.removal !== null,
);

/** The typed fields of a stance, all of them empty. */
export const nothingTyped = Object.fromEntries(typedFields.map(({ name }) => [name, null])) as {
  readonly [Name in TypedName]: null;
};
