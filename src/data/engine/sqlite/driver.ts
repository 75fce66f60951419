import type Sqlite from 'better-sqlite3';
import { type Driver, PlainSql, type Prepared } from '../statements.js';
import { Turns } from './turns.js';
import { dialect, readInstants, stored } from './values.js';
import { wordIndexOf } from './word-index.js';

/** The statements of a better-sqlite3 connection, which runs them synchronously. */
export function plainSqlOf(connection: Sqlite.Database, turns = new Turns()): PlainSql {
  const driver: Driver = {
    dialect,
    prepare: (sql) => prepared(() => connection.prepare(sql).safeIntegers(false)),
    wordsOf: wordIndexOf,
    turn: () => turns.next(),
  };
  return new PlainSql(driver);
}

function prepared(prepare: () => Sqlite.Statement): Prepared {
  const statement = prepare();
  let ofLists: Sqlite.Statement | null = null;
  const instants = statement.reader ? instantsOf(statement) : [];
  return {
    rows: (values) => {
      const rows = statement.all(...values.map(stored)) as object[];
      if (instants.length > 0) for (const row of rows) readInstants(row, instants);
      return rows;
    },
    row: (values) => {
      const row = statement.get(...values.map(stored)) as object | undefined;
      if (row && instants.length > 0) readInstants(row, instants);
      return row;
    },
    lists: (values) => {
      ofLists ??= prepare().raw();
      return ofLists.all(...values.map(stored)) as unknown[][];
    },
    run: (values) => statement.run(...values.map(stored)).changes,
  };
}

/** The columns that are instants in the schema. */
function instantsOf(statement: Sqlite.Statement): string[] {
  return statement.columns().flatMap(({ name, type }) => (type === 'DATETIME' ? [name] : []));
}
