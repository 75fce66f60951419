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

/**
 * A stance as it is published; `speaker` is whom its row names. Put together field by field: spreading them would take
 * ten times as long, and an export is all stances.
 */
export function stanceOfRow(row: StanceRow, speaker: Stance['speaker']): Stance {
  const stance: Record<string, unknown> = { sequence: row.sequence, day: row.effectiveDay };
  for (const { name, schemaName } of fields) stance[name] = row[schemaName];
  stance.speaker = speaker;
  return stance as unknown as Stance;
}

/** The row that holds the words of an entry, by the names of the columns. */
export function stanceRow(
  sequence: Sequence,
  words: StanceValues,
  effectiveDay: Day,
): Record<string, string | number | null> {
  const row: Record<string, string | number | null> = { sequence, effective_day: effectiveDay };
  for (const { name, column } of fields) row[column] = words[name];
  return row;
}
