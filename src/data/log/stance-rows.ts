import type { Sequence } from '../../domain/identifiers.js';
import type { StoredQuoteCheck } from '../../domain/log/quote-check.js';
import type { Stance } from '../../domain/log/stance.js';
import { storedFields, type StanceColumn, type StanceValues } from '../../domain/log/stance-fields.js';
import type { Day } from '../../domain/when.js';

/** The field name in the schema: `accountById` for `account_by_id`. */
type SchemaName<Column extends string> = Column extends `${infer Word}_${infer Rest}`
  ? `${Word}${Capitalize<SchemaName<Rest>>}`
  : Column;

/**
 * A stance's row by field names of the schema. If the schema lacks a field, the code that reads such rows does not
 * compile.
 */
export type StanceRow = {
  readonly [Name in keyof StanceValues as SchemaName<StanceColumn<Name>>]: StanceValues[Name];
} & {
  readonly sequence: Sequence;
  readonly effectiveDay: Day;
  readonly joint: Sequence | null;
  readonly quoteCheck: StoredQuoteCheck;
};

const fields = storedFields.map(({ name, stored: { column } }) => ({
  name,
  column,
  schemaName: column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as keyof StanceRow,
}));

/** Every stance is filled into a copy of this: its memory is then laid out at once, not field by field. */
const blank: Readonly<Record<string, unknown>> = Object.fromEntries(
  ['sequence', 'joint', 'quoteCheck', 'day', ...fields.map(({ name }) => name), 'speaker'].map((name) => [
    name,
    null,
  ]),
);

/** The columns to select in SQL to get such rows. */
export const stanceColumns = [
  ...fields.map(({ column, schemaName }) => `stances.${column} AS "${schemaName}"`),
  'stances.sequence',
  'stances.joint',
  'stances.quote_check AS "quoteCheck"',
  'stances.effective_day AS "effectiveDay"',
].join(', ');

/**
 * A stance as published; `speaker` is the speaker that its row refers to. Assembled field by field: spreading
 * the row would take ten times as long, and an export assembles every stance.
 */
export function stanceOfRow(row: StanceRow, speaker: Stance['speaker']): Stance {
  const stance: Record<string, unknown> = { ...blank };
  stance.sequence = row.sequence;
  stance.joint = row.joint;
  stance.quoteCheck = row.quoteCheck;
  stance.day = row.effectiveDay;
  for (const { name, schemaName } of fields) stance[name] = row[schemaName];
  stance.speaker = speaker;
  return stance as unknown as Stance;
}

/** A stance as it is stored. */
export interface StoredStance {
  readonly words: StanceValues & { readonly quoteCheck?: StoredQuoteCheck };
  readonly effectiveDay: Day;
  /** The joint statement that it is part of. */
  readonly joint?: Sequence | null;
}

/** The row to be inserted for the stance of an entry, by column names. */
export function stanceRow(
  sequence: Sequence,
  { words, effectiveDay, joint = null }: StoredStance,
): Record<string, string | number | null> {
  const row: Record<string, string | number | null> = {
    ...{ sequence, joint },
    effective_day: effectiveDay,
    quote_check: words.quoteCheck ?? null,
  };
  for (const { name, column } of fields) row[column] = words[name];
  return row;
}
