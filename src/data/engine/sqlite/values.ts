import type { Dialect, SqlValue } from '../statements.js';

/** SQLite's own parts of statements. */
export const dialect: Dialect = {
  numbers: '(SELECT value FROM json_each(?))',
  texts: '(SELECT value FROM json_each(?))',
  place: 'rowid',
  hasOtherThan: (column, signs) => `${column} GLOB '*[^${signs}]*'`,
  // “WHERE true” tells what may follow, ON CONFLICT, from the ON of a join.
  givenRows: (_table, columns) =>
    `SELECT ${columns.map((column) => `value ->> '${column}'`).join(', ')} FROM jsonb_each(?) WHERE true`,
  tables: "SELECT name FROM sqlite_master WHERE type = 'table'",
  joined: (column) => `group_concat(${column})`,
  afterManyRows: null,
  givenValue: stored,
};

/** As the query builder stores it, so that each can read what the other has written. */
export function stored(value: SqlValue): string | number | null {
  if (typeof value !== 'object' || value === null) return value;
  return value instanceof Date ? storedInstant(value) : JSON.stringify(value);
}

/** “2025-08-20T12:00:00.000+00:00”. */
function storedInstant(instant: Date): string {
  return instant.toISOString().replace('Z', '+00:00');
}

/** Turns the instants in the given columns of a row just read into Dates. */
export function readInstants(row: object, columns: readonly string[]): void {
  const fields = row as Record<string, string | number | null | Date>;
  for (const column of columns) {
    const value = fields[column];
    if (value !== null && value !== undefined) fields[column] = new Date(value);
  }
}
