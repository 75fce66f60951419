import type { CustomTypesConfig } from 'pg';
import pg from 'pg';
import type { Dialect, SqlValue } from '../statements.js';

/** The columns that hold JSON; a test compares them with the schema. */
export const jsonColumns: ReadonlySet<string> = new Set(['contents', 'details', 'fields']);

/** PostgreSQL’s own parts of statements. */
export const dialect: Dialect = {
  numbers: '(SELECT unnest(?::integer[]) AS value)',
  texts: '(SELECT unnest(?::text[]) AS value)',
  place: 'ctid',
  hasOtherThan: (column, signs) => `${column} ~ '[^${signs}]'`,
  givenRows: (table, columns) =>
    `SELECT ${columns.map(givenColumn).join(', ')} FROM json_populate_recordset(NULL::"${table}", ?::json)`,
  // Sets each counter to the greatest id of its table, and counts what the planner goes by.
  tables: 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()',
  joined: (column) => `string_agg(${column}::text, ',')`,
  afterManyRows: `DO $$ DECLARE filled record; BEGIN
    FOR filled IN
      SELECT c.oid::regclass AS rows, a.attname AS id, pg_get_serial_sequence(c.oid::regclass::text, a.attname) AS counter
      FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id' AND a.atthasdef
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
    LOOP
      IF filled.counter IS NOT NULL THEN
        EXECUTE format('SELECT setval(%L, coalesce(max(%I), 1), max(%I) IS NOT NULL) FROM %s',
          filled.counter, filled.id, filled.id, filled.rows);
      END IF;
      EXECUTE format('ANALYZE %s', filled.rows);
    END LOOP;
  END $$`,
  givenValue: (value) => {
    const given = sent(value);
    return Array.isArray(given) ? JSON.stringify(given) : given;
  },
};

/** JSON is given as a text, which would become a text inside the JSON. */
function givenColumn(column: string): string {
  return jsonColumns.has(column) ? `("${column}" #>> '{}')::json` : `"${column}"`;
}

/** A value as it is sent; the database knows its type. */
export function sent(value: SqlValue): string | number | null | (string | number)[] {
  // PostgreSQL takes the sign that ISO 8601 has before years of more than four digits for a time zone.
  if (value instanceof Date) return value.toISOString().replace(/^\+0*/, '');
  return Array.isArray(value)
    ? [...(value as readonly (string | number)[])]
    : (value as string | number | null);
}

const { builtins } = pg.types;

/** How the columns of the program are read where they are not simply texts and integers: as SQLite gives them. */
const readers: Readonly<Record<number, (text: string) => unknown>> = {
  [builtins.BOOL]: (text) => (text === 't' ? 1 : 0),
  [builtins.INT8]: Number,
  [builtins.NUMERIC]: Number,
  [builtins.JSON]: (text) => text,
};

/** For rows with names: instants are Dates. */
export const asRows: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    format === 'text' && readers[oid] ? readers[oid] : pg.types.getTypeParser(oid, format),
};

/** For rows as lists: instants are texts, “2025-08-20T12:00:00.000+00:00”. */
export const asLists: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === builtins.TIMESTAMPTZ ? instantText : asRows.getTypeParser(oid, format),
};

/** The sessions of the program are in UTC: “2025-08-20 12:00:00.5+00”. */
function instantText(text: string): string {
  const [seconds = '', fraction = ''] = text.slice(0, -3).split('.');
  return `${seconds.replace(' ', 'T')}.${fraction.padEnd(3, '0')}+00:00`;
}
