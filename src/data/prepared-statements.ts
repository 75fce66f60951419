import type Sqlite from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/** So many statements of a connection stay prepared: more than the pages and actions have between them. */
const most = 500;

/**
 * Has the adapter of Prisma prepare each statement once; by itself it prepares one for every query. Others who use the
 * connection are handed the statements that they know.
 */
export function keepPrepared(adapter: { client: Sqlite.Database }): void {
  const { client } = adapter;
  const kept = new LRUCache<string, KeptStatement>({ max: most });
  const keptOf = (sql: string) => {
    const present = kept.get(sql) ?? new KeptStatement(client.prepare(sql));
    kept.set(sql, present);
    return present;
  };
  adapter.client = Object.create(client, { prepare: { value: keptOf } }) as Sqlite.Database;
}

/** As much of a statement as the adapter uses. Values that are bound to a statement would stay, so they wait. */
class KeptStatement {
  readonly #statement: Sqlite.Statement;
  readonly #columns: readonly Sqlite.ColumnDefinition[];

  constructor(statement: Sqlite.Statement) {
    this.#statement = statement.reader ? statement.raw() : statement;
    this.#columns = statement.reader ? statement.columns() : [];
  }

  run(values: readonly unknown[] = []): Sqlite.RunResult {
    return this.#statement.run(values);
  }

  bind(values: readonly unknown[]) {
    return {
      reader: this.#statement.reader,
      columns: () => this.#columns,
      run: () => this.run(values),
      raw: () => ({ all: () => this.#statement.all(values) }),
    };
  }
}
