import { columnName } from '../../domain/log/removal.js';
import type { Reader, Transaction } from './reader.js';
import type { WordIndex } from './word-index.js';

/** A value in a statement; a list is a single value, to be used with `IN` and the dialect’s `numbers`. */
export type SqlValue = string | number | null | Date | readonly number[];

/** A row to be written, by field names of the schema; objects become JSON. */
type NewRow = Readonly<Record<string, SqlValue | object | undefined>>;

/** The parts of a statement that differ from database to database. */
export interface Dialect {
  /** A list of numbers given as one value, for `column IN …`. */
  readonly numbers: string;
  /** Looks up a row in the table itself, without any index. */
  readonly place: string;
  /** A condition: a text contains a character other than these, which are given as in brackets of an expression. */
  readonly hasOtherThan: (column: string, signs: string) => string;
}

/** A prepared statement. */
export interface Prepared {
  readonly rows: (values: readonly SqlValue[]) => object[] | Promise<object[]>;
  readonly row: (values: readonly SqlValue[]) => object | undefined | Promise<object | undefined>;
  /** The rows as lists of column values, with instants as they are stored: half the work when there are many. */
  readonly lists: (values: readonly SqlValue[]) => unknown[][] | Promise<unknown[][]>;
  /** Returns how many rows were changed. */
  readonly run: (values: readonly SqlValue[]) => number | Promise<number>;
}

/** How an engine runs statements on one of its connections. */
export interface Driver {
  readonly dialect: Dialect;
  /** Instants go in and come out as Date; placeholders are “?”. */
  readonly prepare: (sql: string) => Prepared;
  readonly wordsOf: (plain: PlainSql) => WordIndex;
  /** To be awaited before a statement, if other work must get its turn first. */
  readonly turn: () => Promise<void> | null;
}

/**
 * Statements that bypass the query builder, on the connection of a reader or transaction, for the few that every page
 * and every publication needs. The query builder takes half a millisecond of processor time for each, this a hundredth
 * of that. Each statement is prepared once per connection.
 */
export class PlainSql {
  readonly dialect: Dialect;
  readonly words: WordIndex;
  readonly #driver: Driver;
  readonly #prepared = new Map<string, Prepared>();

  constructor(driver: Driver) {
    this.#driver = driver;
    this.dialect = driver.dialect;
    this.words = driver.wordsOf(this);
  }

  async rows<Row>(sql: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    const turn = this.#driver.turn();
    if (turn) await turn;
    return this.#statement(sql).rows(values) as Promise<Row[]>;
  }

  async row<Row>(sql: string, values: readonly SqlValue[] = []): Promise<Row | undefined> {
    const turn = this.#driver.turn();
    if (turn) await turn;
    return this.#statement(sql).row(values) as Promise<Row | undefined>;
  }

  /** The rows as lists of column values, with instants as they are stored: half the work when there are many. */
  async lists<List extends readonly unknown[]>(
    sql: string,
    values: readonly SqlValue[] = [],
  ): Promise<List[]> {
    const turn = this.#driver.turn();
    if (turn) await turn;
    return this.#statement(sql).lists(values) as Promise<unknown> as Promise<List[]>;
  }

  /** Returns how many rows were changed. */
  async run(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    const turn = this.#driver.turn();
    if (turn) await turn;
    return this.#statement(sql).run(values);
  }

  /** Inserts one row. Fields without a value get the table's default. */
  async insert(table: string, row: NewRow): Promise<void> {
    const { sql, values } = insertion(table, row);
    await this.run(sql, values);
  }

  /** The same for a table that assigns ids; returns the id. */
  async insertForId(table: string, row: NewRow): Promise<number> {
    const { sql, values } = insertion(table, row);
    return ((await this.row<{ id: number }>(`${sql} RETURNING "id"`, values)) as { id: number }).id;
  }

  #statement(sql: string): Prepared {
    const present = this.#prepared.get(sql);
    if (present) return present;
    const statement = this.#driver.prepare(withQuotedAliases(sql));
    this.#prepared.set(sql, statement);
    return statement;
  }
}

export function insertion(
  table: string,
  row: NewRow,
): { readonly sql: string; readonly values: readonly SqlValue[] } {
  const fields = Object.keys(row).filter((field) => row[field] !== undefined);
  const columns = fields.map((field) => `"${columnName(field)}"`).join(', ');
  const places = fields.map(() => '?').join(', ');
  const sql = `INSERT INTO "${table}" (${columns}) VALUES (${places})`;
  return { sql, values: fields.map((field) => given(row[field])) };
}

function given(value: NewRow[string]): SqlValue {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || value instanceof Date) return value;
  return JSON.stringify(value);
}

/** Quotes the field name in “party_id AS partyId”: some databases turn unquoted names into lower case. */
export function withQuotedAliases(sql: string): string {
  return sql.replace(/ AS ([a-z]+[A-Z]\w*)/g, ' AS "$1"');
}

const connections = new WeakMap<object, () => PlainSql>();

/** Sets the connection on which statements of a reader or transaction run. */
export function registerPlainSql(reader: Reader | Transaction, plain: () => PlainSql): void {
  connections.set(reader, plain);
}

/** The same database or, in a transaction, the same transaction, bypassing the query builder. */
export function plainSql(reader: Reader | Transaction): PlainSql {
  const plain = connections.get(reader);
  if (!plain) throw new Error('This reader has no connection of its own.');
  return plain();
}
