import type Sqlite from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/** How many statements of a connection stay prepared: more than all pages and actions use together. */
const most = 500;

/**
 * Makes Prisma's adapter prepare each statement only once; by itself it prepares one for every query. Other users of
 * the connection get ordinary statements.
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

/**
 * The part of a statement that the adapter uses. Values bound to a statement would stay bound, so they are kept until
 * it runs.
 */
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
