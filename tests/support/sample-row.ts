import type Sqlite from 'better-sqlite3';

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Puts one row of made-up values into a table, whatever its columns are. */
export function insertSampleRow(database: Sqlite.Database, table: string): void {
  database.pragma('foreign_keys = OFF');
  database.prepare(`${sampleInsert(database, table)}`).run(sampleValues(database, table));
  database.pragma('foreign_keys = ON');
}

/** The statement for such a row, to be completed with a conflict clause. */
export function sampleInsert(database: Sqlite.Database, table: string, verb = 'INSERT'): string {
  const names = columns(database, table).map(({ name }) => `"${name}"`);
  return `${verb} INTO "${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
}

export function sampleValues(database: Sqlite.Database, table: string): (string | number)[] {
  return columns(database, table).map(({ type }) => (type === 'TEXT' ? 'x' : 1));
}

function columns(database: Sqlite.Database, table: string): Column[] {
  return database.prepare<[], Column>(`PRAGMA table_info("${table}")`).all();
}
