import type { Sequence } from '../../domain/identifiers.js';
import type { Stance } from '../../domain/log/stance.js';
import { storedFields, type StanceColumn, type StanceValues } from '../../domain/log/stance-fields.js';
import type { Day } from '../../domain/when.js';

/** As the schema names a column: `accountById` for `account_by_id`. */
type SchemaName<Column extends string> = Column extends `${infer Word}_${infer Rest}`
  ? `${Word}${Capitalize<SchemaName<Rest>>}`
  : Column;

/** A row of stances by the names of the schema; one that the schema lacks does not compile where such rows are read. */
export type StanceRow = {
  readonly [Name in keyof StanceValues as SchemaName<StanceColumn<Name>>]: StanceValues[Name];
} & { readonly sequence: Sequence; readonly effectiveDay: Day };

const fields = storedFields.map(({ name, stored: { column } }) => ({
  name,
  column,
  schemaName: column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as keyof StanceRow,
}));

/** What a statement past the query builder selects, so that it answers such rows. */
export const stanceColumns = [
  ...fields.map(({ column, schemaName }) => `stances.${column} AS "${schemaName}"`),
  'stances.sequence',
  'stances.effective_day AS "effectiveDay"',
].join(', ');

/** A stance as it is published; `speaker` is whom its row names. */
export function stanceOfRow(row: StanceRow, speaker: Stance['speaker']): Stance {
  const values: Record<string, unknown> = {};
  for (const { name, schemaName } of fields) values[name] = row[schemaName];
  const { sequence, effectiveDay: day } = row;
  return { ...(values as unknown as StanceValues), sequence, day, speaker };
}

/** The row that holds the words of an entry, by the names of the columns. */
export function stanceRow(sequence: Sequence, words: StanceValues, effectiveDay: Day) {
  const values = fields.map(({ name, column }) => [column, words[name]] as const);
  return { sequence, ...Object.fromEntries(values), effective_day: effectiveDay };
}
