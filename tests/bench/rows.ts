import type Sqlite from 'better-sqlite3';
import { stored } from '../../src/data/engine/sqlite/values.js';
import { insertion } from '../../src/data/engine/statements.js';

/** Rows that are written at once, without anybody’s turn: a million of them, ahead of what is measured. */
export class Rows {
  readonly #prepared = new Map<string, Sqlite.Statement>();

  constructor(private readonly connection: Sqlite.Database) {}

  insert(table: string, row: Parameters<typeof insertion>[1]): void {
    const { sql, values } = insertion(table, row);
    const statement = this.#prepared.get(sql) ?? this.connection.prepare(sql);
    this.#prepared.set(sql, statement);
    statement.run(...values.map(stored));
  }
}
