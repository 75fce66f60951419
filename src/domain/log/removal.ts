import type { FieldProblem } from '../errors.js';
import { isolating } from '../isolation.js';
import {
  type OwnPublication,
  type OwnTextTable,
  ownTable,
  ownTables,
  ownTextTables,
} from './own-publications.js';
import type { PublishedEntry } from './published-entry.js';
import { type RemovableName, removableFields } from './stance-fields.js';

/** Replaces a text that had to be removed by law. */
export const tombstone = '[Removed]';

/** In quotation marks, unless nothing of it is left. */
export function inQuotes(text: string): string {
  return text === tombstone ? tombstone : isolating`“${text}”`;
}

/** The texts that can be removed, by table. Everything else in a record stays. */
export const removableTexts = {
  stances: removableFields.map(({ name }) => name),
  denials: ['quote', 'quoteTranslation'],
  entries: ['reason'],
  updates: ['headline'],
  ...(Object.fromEntries(ownTextTables.map((name) => [name, ownTables[name].texts])) as OwnTexts),
} as const;

type OwnTexts = { readonly [Name in OwnTextTable]: (typeof ownTables)[Name]['texts'] };

/** `quoteTranslation` is stored as `quote_translation`, and so named in files and the record chain. */
export function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export type TextTable = keyof typeof removableTexts;
export type TextField = (typeof removableTexts)[TextTable][number];

const otherLabels: Readonly<Record<Exclude<TextField, RemovableName>, string>> = {
  reason: 'Reason of an act',
  headline: 'Headline of the update',
  words: 'Clarified words',
  text: 'Text of the briefing',
};
const labels = new Map<string, string>([
  ...removableFields.map(({ name, told }) => [name, told.removal] as const),
  ...Object.entries(otherLabels),
]);

/** “Translation of the quote”. */
export function textLabel(field: TextField): string {
  return labels.get(field) as string;
}

/** One text of a record, or of its update, that can be removed. */
export interface RemovableText {
  readonly table: TextTable;
  /** The sequence number of the entry that holds it; for an update, its id. */
  readonly row: number;
  readonly field: TextField;
  readonly text: string;
}

/** “stances.46.quote”: how a form names the text. */
export function textName({ table, row, field }: Omit<RemovableText, 'text'>): string {
  return `${table}.${row}.${field}`;
}

/** What can still be removed from a record: the texts of its entries and the headline of its update. */
export function textsOfRecord(entries: readonly PublishedEntry[]): RemovableText[] {
  const texts = entries.flatMap((entry) => [
    ...textsOf('stances', entry.sequence, entry.stance),
    ...textsOf('denials', entry.sequence, entry.denial),
    ...textsOf('entries', entry.sequence, entry),
  ]);
  const update = entries[0]?.update;
  return [...texts, ...(update ? textsOf('updates', update.id, update) : [])];
}

/** The reasons among these texts that one act has given for many records, each with the number of its batch. */
export function reasonsOfBatches(
  texts: readonly RemovableText[],
  entries: readonly Pick<PublishedEntry, 'sequence' | 'batch'>[],
): { readonly batch: number; readonly text: string }[] {
  const batches = new Map(entries.map(({ sequence, batch }) => [sequence, batch]));
  return texts.flatMap(({ table, row, text }) => {
    const batch = table === 'entries' ? (batches.get(row) ?? null) : null;
    return batch === null ? [] : [{ batch, text }];
  });
}

/** What can still be removed from something that was published by itself. */
export function textsOfOwn({ table, row }: Pick<OwnPublication, 'table' | 'row'>): RemovableText[] {
  return ownTable(table).texts.flatMap((field) => {
    const text = row[columnName(field)];
    const isThere = typeof text === 'string' && text !== '' && text !== tombstone;
    if (!isThere) return [];
    return [{ table: table as TextTable, row: Number(row.sequence), field: field as TextField, text }];
  });
}

function textsOf(table: TextTable, row: number, holder: object | null): RemovableText[] {
  const values = (holder ?? {}) as Readonly<Record<string, unknown>>;
  return removableTexts[table].flatMap((field) => {
    const text = values[field];
    return typeof text === 'string' && text !== '' && text !== tombstone ? [{ table, row, field, text }] : [];
  });
}

/** The named texts, and every other text of the record with the same words. */
export function textsToRemove(texts: readonly RemovableText[], names: readonly string[]): RemovableText[] {
  const words = texts.filter((text) => names.includes(textName(text))).map(({ text }) => text);
  return texts.filter(({ text }) => words.includes(text));
}

/** What is wrong with the choice; null if nothing is. */
export function choiceProblem(
  texts: readonly RemovableText[],
  names: readonly string[],
): FieldProblem | null {
  const field = 'texts';
  if (names.length === 0) return { field, message: 'Choose what is to be removed.' };
  if (names.every((name) => texts.some((text) => textName(text) === name))) return null;
  return { field, message: 'One of these texts has been removed meanwhile, or is not of this record.' };
}

/** A removal as readers see it. */
export interface Removal {
  readonly field: TextField;
  readonly reason: string;
  /** RFC 3339, UTC. */
  readonly removedAt: string;
}
