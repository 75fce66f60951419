import { columnName } from '../../domain/log/removal.js';
import type { Reader, Transaction } from './reader.js';
import type { WordIndex } from './word-index.js';

/** A value of a statement; a list is one value, for `IN` and the dialect’s words for it. */
export type SqlValue = string | number | null | Date | readonly number[];

/** A row to be written, by the names of the schema’s fields; objects become JSON. */
type NewRow = Readonly<Record<string, SqlValue | object | undefined>>;

/** What is said otherwise to each database, in places of its own in a statement. */
export interface Dialect {
  /** A list of numbers that is given as one value, for `column IN …`. */
  readonly numbers: string;
  /** What a row is looked up by in the table itself, past every index of it. */
  readonly place: string;
  /** Whether a text has a sign that is not among the given ones, written as within the brackets of an expression. */
  readonly hasOtherThan: (column: string, signs: string) => string;
}

/** A statement that is ready to be asked again and again. */
export interface Prepared {
  readonly rows: (values: readonly SqlValue[]) => object[] | Promise<object[]>;
  readonly row: (values: readonly SqlValue[]) => object | undefined | Promise<object | undefined>;
  /** Answers how many rows were changed. */
  readonly run: (values: readonly SqlValue[]) => number | Promise<number>;
}

/** How statements are put to one connection of an engine. */
export interface Driver {
  readonly dialect: Dialect;
  /** Instants go in and come out as Date; places are written “?”. */
  readonly prepare: (sql: string) => Prepared;
  readonly wordsOf: (plain: PlainSql) => WordIndex;
  /** To be waited for ahead of a statement, where others must have their turn first. */
  readonly turn: () => Promise<void> | null;
}

/**
 * Statements past the query builder, on the connection of a reader or a transaction: for the few that every page and
 * every publication needs. Through the query builder each takes half a millisecond of the processor, this way a
 * hundredth of that. Each statement is prepared once for a connection.
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

  /** Answers how many rows were changed. */
  async run(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    const turn = this.#driver.turn();
    if (turn) await turn;
    return this.#statement(sql).run(values);
  }

  /** Inserts one row. Fields without a value are left to the table. */
  async insert(table: string, row: NewRow): Promise<void> {
    const { sql, values } = insertion(table, row);
    await this.run(sql, values);
  }

  /** The same for a row that is given an id of its own; answers it. */
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

/** The statement that inserts a row. */
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

/** “party_id AS partyId” names the field so in every database: some take unquoted names in lower case. */
export function withQuotedAliases(sql: string): string {
  return sql.replace(/ AS ([a-z]+[A-Z]\w*)/g, ' AS "$1"');
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
