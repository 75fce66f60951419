import type Sqlite from 'better-sqlite3';
import { columnName } from '../../domain/log/removal.js';
import type { Reader, Transaction } from './database.js';

export type SqlValue = string | number | null;

/** A row to be written, by the names of the schema’s fields; objects become JSON. */
type NewRow = Readonly<Record<string, SqlValue | Date | object | undefined>>;

/**
 * Statements past the query builder, on the connection of a reader or a transaction: for the few that every page and
 * every publication needs. Through the query builder each takes half a millisecond of the processor, this way a
 * hundredth of that. Each statement is prepared once for a connection.
 */
export class PlainSql {
  readonly #connection: Sqlite.Database;
  readonly #prepared = new Map<string, Sqlite.Statement>();

  constructor(connection: Sqlite.Database) {
    this.#connection = connection;
  }

  rows<Row>(sql: string, values: readonly SqlValue[] = []): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  row<Row>(sql: string, values: readonly SqlValue[] = []): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  /** Answers how many rows were changed. */
  run(sql: string, values: readonly SqlValue[] = []): number {
    return this.#statement(sql).run(...values).changes;
  }

  /** Inserts one row; answers its key. Fields without a value are left to the table. */
  insert(table: string, row: NewRow): number {
    const fields = Object.keys(row).filter((field) => row[field] !== undefined);
    const columns = fields.map((field) => `"${columnName(field)}"`).join(', ');
    const places = fields.map(() => '?').join(', ');
    const statement = this.#statement(`INSERT INTO "${table}" (${columns}) VALUES (${places})`);
    return Number(statement.run(...fields.map((field) => stored(row[field]))).lastInsertRowid);
  }

  #statement(sql: string): Sqlite.Statement {
    const present = this.#prepared.get(sql);
    if (present) return present;
    const statement = this.#connection.prepare(sql).safeIntegers(false);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

/** As the query builder stores it, so that either reads what the other has written. */
function stored(value: NewRow[string]): SqlValue {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return storedInstant(value);
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** “2025-08-20T12:00:00.000+00:00”. */
export function storedInstant(instant: Date): string {
  return instant.toISOString().replace('Z', '+00:00');
}

const connections = new WeakMap<object, () => PlainSql>();

/** Says on which connection the statements of a reader or a transaction run. */
export function registerPlainSql(reader: Reader | Transaction, plain: () => PlainSql): void {
  connections.set(reader, plain);
}

/** The same database, and within a transaction the same transaction, past the query builder. */
export function plainSql(reader: Reader | Transaction): PlainSql {
  const plain = connections.get(reader);
  if (!plain) throw new Error('This reader has no connection of its own.');
  return plain();
}
