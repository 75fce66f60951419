import { columnName } from '../../domain/log/removal.js';
import type { Reader, Transaction } from './reader.js';
import type { WordIndex } from './word-index.js';

/** A value in a statement; a list is a single value, to be used with `IN` and the dialect’s `numbers` or `texts`. */
export type SqlValue = string | number | null | Date | readonly number[] | readonly string[];

/** A row to be written, by field names of the schema; objects become JSON. */
export type NewRow = Readonly<Record<string, SqlValue | object | undefined>>;

/** A row as the database holds it, by column names. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** The parts of a statement that differ from database to database. */
export interface Dialect {
  /** A list of numbers given as one value, for `column IN …`. */
  readonly numbers: string;
  /** The same for texts; also usable as a table, whose column is `value`. */
  readonly texts: string;
  /** Looks up a row in the table itself, without any index. */
  readonly place: string;
  /** A condition: a text contains a character other than these, which are given as in brackets of an expression. */
  readonly hasOtherThan: (column: string, signs: string) => string;
  /** A SELECT of these columns from any number of rows, which are given as one JSON value. */
  readonly givenRows: (table: string, columns: readonly string[]) => string;
  /** All numbers of a column as one text, in no order and with commas between; null for none. */
  readonly joined: (column: string) => string;
  /** A SELECT of the names of all tables: a copy of an earlier version has fewer. */
  readonly tables: string;
  /**
   * Must follow very many rows that were inserted with their ids, so that later rows get others, and the rows are found
   * in the best way at once; null if nothing must.
   */
  readonly afterManyRows: string | null;
  /** How a value is written in such a row. */
  readonly givenValue: (value: SqlValue) => string | number | null;
}

/** How many rows go into one statement; more would make other requests wait too long. */
const mostRows = 250;

/** What a transaction starts from. It was read under the write lock, so it stays true until the transaction ends. */
export interface Begun {
  /** The newest publication; null while nothing is published. */
  readonly newest: { readonly sequence: number; readonly recordedAt: Date } | null;
  /** The newest link of the record chain; null while there is none. */
  readonly head: { readonly sequence: number; readonly hash: string } | null;
  /** The newest entry of the audit; 0 while there is none. */
  readonly audited: number;
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
  /** Whether statements sent without waiting for the answer to the one before are run in order and answered in order. */
  readonly isPipelined: boolean;
  /** To be awaited before a statement, if other work must get its turn first. */
  readonly turn: () => Promise<void> | null;
}

type Doing = () => Promise<unknown>;

interface PublishOptions {
  /** Further columns to return: “(SELECT …) AS name”. */
  readonly also?: readonly string[];
  /** A unique field: a row whose value another row has is left out, and not returned. */
  readonly unlessTaken?: string;
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
  readonly #published = new Map<string, StoredRow[]>();
  #begun: Begun | null = null;
  #forgets = false;

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

  /**
   * The numbers of a column in the rows of a statement “FROM … WHERE …”, from the highest down. They come as one text: of
   * fifty thousand rows, making a list of each takes as long as finding them.
   */
  async numbers(column: string, from: string, values: readonly SqlValue[] = []): Promise<number[]> {
    const sql = `SELECT ${this.dialect.joined(column)} ${from}`;
    const [[joined] = [null]] = await this.lists<[string | null]>(sql, values);
    return joined === null
      ? []
      : joined
          .split(',')
          .map(Number)
          .sort((one, other) => other - one);
  }

  /** Returns how many rows were changed. */
  async run(sql: string, values: readonly SqlValue[] = []): Promise<number> {
    const turn = this.#driver.turn();
    if (turn) await turn;
    return this.#statement(sql).run(values);
  }

  /**
   * Does things of which none needs the answer to another, in order: at once where the connection is a pipeline, so that
   * there is one way to the server and back for all of them.
   */
  async together(...things: readonly (() => Promise<unknown>)[]): Promise<void> {
    if (this.#driver.isPipelined) await Promise.all(things.map((thing) => thing()));
    else for (const thing of things) await thing();
  }

  /**
   * Does things one after the other of which none needs the answer to another. Where the connection is a pipeline, each
   * is begun while the one before is still being answered, so that the rows of one statement are made while the database
   * writes those of the one before; no more than these two are held.
   */
  async inSuccession(things: Iterable<Doing> | AsyncIterable<Doing>): Promise<void> {
    let before: Promise<unknown> = Promise.resolve();
    for await (const thing of things) {
      const present = thing();
      // If the one before fails, this one is no longer waited for.
      present.catch(() => undefined);
      await (this.#driver.isPipelined ? before : present);
      before = present;
    }
    await before;
  }

  /** Called when a transaction begins. */
  begin(begun: Begun): void {
    this.#begun = begun;
    this.#published.clear();
    this.#forgets = false;
  }

  /** Notes that the open transaction deletes what must not stay in the database’s own log either. */
  forget(): void {
    this.#forgets = true;
  }

  /** True if the last transaction has deleted such things. */
  get forgets(): boolean {
    return this.#forgets;
  }

  /** Called when it ends: the rows that it published are no longer kept. */
  end(): void {
    this.#begun = null;
    this.#published.clear();
  }

  /** What the open transaction started from; null if none is open. */
  get begun(): Begun | null {
    return this.#begun;
  }

  /** Inserts one row. Fields without a value get the table's default. */
  async insert(table: string, row: NewRow): Promise<void> {
    const { sql, values } = insertion(table, row);
    await this.run(sql, values);
  }

  /** Inserts rows that have the same fields, many in one statement. */
  async insertAll(table: string, rows: readonly NewRow[]): Promise<void> {
    const { sql, lists } = this.#insertions(table, rows);
    for (const list of lists) await this.run(sql, [list]);
  }

  /**
   * The same for rows of the record: returns them as the database then holds them, in the order given, and keeps them
   * for `published`. So the chain and the index are made from what was written, not from what was meant to be.
   */
  async publish(
    table: string,
    rows: readonly NewRow[],
    { also = [], unlessTaken }: PublishOptions = {},
  ): Promise<StoredRow[]> {
    const { sql, lists } = this.#insertions(table, rows);
    const unless = unlessTaken === undefined ? '' : `ON CONFLICT ("${columnName(unlessTaken)}") DO NOTHING`;
    const returning = `${sql} ${unless} RETURNING ${['*', ...also].join(', ')}`;
    const published = this.#published.get(table) ?? [];
    this.#published.set(table, published);
    const own: StoredRow[] = [];
    for (const list of lists) {
      for (const row of await this.rows<StoredRow>(returning, [list])) {
        own.push(row);
        published.push(row);
      }
    }
    return own;
  }

  /** The rows of a table that the open transaction has published, in order. */
  published(table: string): readonly StoredRow[] {
    return this.#published.get(table) ?? [];
  }

  #insertions(table: string, rows: readonly NewRow[]): { sql: string; lists: Iterable<string> } {
    const fields = Object.entries(rows[0] ?? {}).flatMap(([field, value]) =>
      value === undefined ? [] : field,
    );
    const columns = fields.map(columnName);
    const names = columns.map((column) => `"${column}"`).join(', ');
    const sql = `INSERT INTO "${table}" (${names}) ${this.dialect.givenRows(table, columns)}`;
    // What is null is left out: the fewer labels, the sooner a column is found.
    const asGiven = (row: NewRow) => {
      const stored: Record<string, string | number> = {};
      for (const [place, field] of fields.entries()) {
        const value = this.dialect.givenValue(given(row[field]));
        if (value !== null) stored[columns[place] as string] = value;
      }
      return stored;
    };
    return { sql, lists: listsOf(rows, asGiven) };
  }

  #statement(sql: string): Prepared {
    const present = this.#prepared.get(sql);
    if (present) return present;
    const statement = this.#driver.prepare(withQuotedAliases(sql));
    this.#prepared.set(sql, statement);
    return statement;
  }
}

/** Each list is made only when it is asked for: others get their turn between two statements. */
function* listsOf<Row>(rows: readonly Row[], asGiven: (row: Row) => object): Generator<string> {
  for (let start = 0; start < rows.length; start += mostRows)
    yield JSON.stringify(rows.slice(start, start + mostRows).map(asGiven));
}

/** Groups rows by the number in a column; each group keeps their order. */
export function grouped(rows: readonly StoredRow[], column: string): Map<number, StoredRow[]> {
  const groups = new Map<number, StoredRow[]>();
  for (const row of rows) {
    const key = Number(row[column]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
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
