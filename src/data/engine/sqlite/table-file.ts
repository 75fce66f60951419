import Sqlite from 'better-sqlite3';
import { othersTurn } from '../others-turn.js';
import type { FileTable, TableFile } from '../table-file.js';

/** Opens an empty file, which nobody else uses, to be filled with tables. It may lose its name while it is written. */
export function createTableFile(path: string): TableFile {
  const sqlite = new Sqlite(path);
  // A file that fails is thrown away, so nothing has to be undone, and nothing has to survive a loss of power.
  for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'locking_mode = EXCLUSIVE'])
    sqlite.pragma(pragma);
  // From here on SQLite looks for nothing by the file’s name.
  sqlite.exec('BEGIN EXCLUSIVE');
  return {
    async write(tables, views) {
      try {
        for await (const table of tables) await writeTable(sqlite, table);
        for (const view of views) sqlite.exec(view);
        sqlite.exec('COMMIT');
      } catch (error) {
        if (!(error instanceof Sqlite.SqliteError)) throw error;
        // Not passed on as it is: it is not the database of the record that has failed.
        throw new Error(`A file of tables could not be written: ${error.message}`);
      } finally {
        sqlite.close();
      }
    },
  };
}

async function writeTable(sqlite: Sqlite.Database, table: FileTable): Promise<void> {
  const { columns, rows } = table.values;
  sqlite.exec(creation(table));
  const insertion = sqlite.prepare(
    `INSERT INTO ${quoted(table.name)} VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for await (const batch of rows) {
    for (const row of batch) insertion.run(row);
    await othersTurn();
  }
}

/** With what each column means beside it, which SQLite keeps and shows. */
function creation({ name, key, values: { columns } }: FileTable): string {
  const lines = columns.map((column, index) => {
    const isLast = index === columns.length - 1 && key.length === 0;
    const meaning = column.description === undefined ? '' : ` -- ${column.description.replace(/\s+/g, ' ')}`;
    return `  ${quoted(column.name)} ${column.kind === 'number' ? 'INTEGER' : 'TEXT'}${isLast ? '' : ','}${meaning}`;
  });
  const primary = key.length === 0 ? [] : [`  PRIMARY KEY (${key.map(quoted).join(', ')})`];
  return `CREATE TABLE ${quoted(name)} (\n${[...lines, ...primary].join('\n')}\n)`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
