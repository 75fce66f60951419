import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import sqlite3 from 'sqlite3';
import type { Connection, Engine, Storage } from '../../src/data/engine/engine.js';
import { sqliteEngine } from '../../src/data/engine/sqlite/engine.js';
import { failureOf } from '../../src/data/engine/sqlite/failures.js';
import { dialect, readInstants, stored } from '../../src/data/engine/sqlite/values.js';
import { wordIndexOf } from '../../src/data/engine/sqlite/word-index.js';
import { PlainSql, type Prepared } from '../../src/data/engine/statements.js';
import { PrismaClient } from '../../src/data/generated/client.js';

/**
 * Another engine, to show that everything above uses nothing but the interface of an engine. It uses sqlite3, which
 * answers from a thread of its own, never at once, and does not know the types of columns. It opens only files that
 * nobody else has open, since two SQLite libraries in one process undo each other's locks. What is done to a file that
 * is not open (migrate, lock, inspect, copy) is done by the engine of the server.
 */
export function secondEngine(url: string): Engine {
  const engine = sqliteEngine(url);
  return { ...engine, open: () => openStorage(engine.place), failureOf: failureOfThis };
}

async function openStorage(file: string): Promise<Storage> {
  const [writing, reading] = [await openClient(file), await openClient(file)];
  await reading.answer('PRAGMA query_only = ON', []);
  const stateNumber = async () => {
    const [state] = await reading.answer('SELECT number FROM state', []);
    return Number(state?.number);
  };
  return {
    reader: reading,
    // It does not learn when SQLite ends a transaction by itself; the COMMIT then fails.
    writer: {
      ...writing,
      requireTransaction: () => undefined,
      noteCommit: () => undefined,
      wasCommitted: () => Promise.resolve(false),
      drop: () => writing.client.$disconnect(),
    },
    openSnapshot: async () => {
      const snapshot = await openClient(file);
      return { ...snapshot, lastUsed: () => performance.now(), close: () => snapshot.client.$disconnect() };
    },
    stateNumber,
    recentStateNumber: stateNumber,
    displacement: () => null,
    lackOfRoom: () => Promise.resolve(null),
    close: async () => {
      await reading.client.$disconnect();
      await writing.client.$disconnect();
    },
  };
}

type Row = Readonly<Record<string, unknown>>;
type Value = string | number | null | Buffer;

/** Answers the rows of a statement; `changes` counts what one without rows has changed. */
type Answer = (sql: string, values: readonly Value[]) => Promise<Row[]>;

interface OpenClient extends Connection {
  readonly answer: Answer;
}

async function openClient(file: string): Promise<OpenClient> {
  const adapter = new SecondAdapter(file);
  const client = new PrismaClient({ adapter });
  await client.$connect();
  return { client, plain: () => adapter.plain, answer: (sql, values) => adapter.rows(sql, values) };
}

/** The connection of one Prisma client, opened anew whenever the client connects. */
class SecondAdapter implements SqlDriverAdapterFactory {
  readonly provider = 'sqlite';
  readonly adapterName = 'second-engine';
  #database: sqlite3.Database | null = null;
  #plain: PlainSql | null = null;

  constructor(private readonly file: string) {}

  get plain(): PlainSql {
    this.#plain ??= new PlainSql({
      dialect,
      prepare: (sql) => this.#prepared(sql),
      wordsOf: wordIndexOf,
      isPipelined: false,
      turn: () => null,
    });
    return this.#plain;
  }

  async connect(): Promise<SqlDriverAdapter> {
    this.#database = await opened(this.file);
    this.#database.serialize();
    this.#database.configure('busyTimeout', 5000);
    for (const setting of ['journal_mode = WAL', 'foreign_keys = ON', 'recursive_triggers = ON'])
      await this.rows(`PRAGMA ${setting}`, []);
    return this.#adapter();
  }

  rows(sql: string, values: readonly Value[]): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      this.#open.all<Row>(sql, values, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  }

  changes(sql: string, values: readonly Value[]): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#open.run(sql, values, function (this: sqlite3.RunResult, error: Error | null) {
        if (error) reject(error);
        else resolve(this.changes);
      });
    });
  }

  get #open(): sqlite3.Database {
    if (!this.#database) throw new Error('The connection is not open.');
    return this.#database;
  }

  #prepared(sql: string): Prepared {
    const rows = async (values: Parameters<Prepared['rows']>[0]) => {
      const found = await this.rows(sql, values.map(stored));
      for (const row of found) readInstants(row, Object.keys(row).filter(isInstant));
      return found;
    };
    return {
      rows,
      row: async (values) => (await rows(values))[0],
      lists: async (values) => (await this.rows(sql, values.map(stored))).map((row) => Object.values(row)),
      run: (values) => this.changes(sql, values.map(stored)),
    };
  }

  #adapter(): SqlDriverAdapter {
    const names = { provider: this.provider, adapterName: this.adapterName } as const;
    const queryable = {
      ...names,
      queryRaw: (query: SqlQuery) => told(async () => resultOf(await this.rows(query.sql, valuesOf(query)))),
      executeRaw: (query: SqlQuery) => told(() => this.changes(query.sql, valuesOf(query))),
    };
    const run = async (sql: string) => void (await this.rows(sql, []));
    const transaction: Transaction = {
      ...queryable,
      options: { usePhantomQuery: false },
      commit: () => Promise.resolve(),
      rollback: () => Promise.resolve(),
      createSavepoint: (name) => run(`SAVEPOINT ${name}`),
      rollbackToSavepoint: (name) => run(`ROLLBACK TO ${name}`),
      releaseSavepoint: (name) => run(`RELEASE SAVEPOINT ${name}`),
    };
    return {
      ...queryable,
      executeScript: run,
      startTransaction: async () => {
        await told(() => run('BEGIN'));
        return transaction;
      },
      dispose: () => {
        const database = this.#open;
        this.#database = null;
        return new Promise((resolve, reject) =>
          database.close((error) => (error ? reject(error) : resolve())),
        );
      },
    };
  }
}

function opened(file: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, sqlite3.OPEN_READWRITE, (error) =>
      error ? reject(error) : resolve(database),
    );
  });
}

/** This library gives the names of columns, not their types: an instant is recognised by its name. */
function isInstant(column: string): boolean {
  return column === 'at' || /_at$|At$/.test(column);
}

function resultOf(rows: readonly Row[]): SqlResultSet {
  const columnNames = Object.keys(rows[0] ?? {});
  return {
    columnNames,
    columnTypes: columnNames.map((name) => typeOf(rows.map((row) => row[name]))),
    rows: rows.map((row) => columnNames.map((name) => row[name])),
  };
}

function typeOf(values: readonly unknown[]): SqlResultSet['columnTypes'][number] {
  const value = values.find((each) => each !== null);
  if (typeof value === 'string') return ColumnTypeEnum.Text;
  return value instanceof Uint8Array ? ColumnTypeEnum.Bytes : ColumnTypeEnum.UnknownNumber;
}

/** As the adapter of the server stores them. */
function valuesOf({ args, argTypes }: SqlQuery): Value[] {
  return args.map((value, index): Value => {
    const type = argTypes[index]?.scalarType;
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (value instanceof Date || type === 'datetime') return stored(new Date(value as string | Date));
    if (typeof value === 'string' && type === 'bytes') return Buffer.from(value, 'base64');
    if (typeof value === 'string' && /^(int|bigint|float|decimal)$/.test(type ?? '')) return Number(value);
    return value as Value;
  });
}

/** What the library threw, as Prisma passes it on. */
async function told<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    if (code === undefined) throw error;
    const said = { originalCode: code, originalMessage: message };
    if (message.includes('UNIQUE constraint failed'))
      throw new DriverAdapterError({ ...said, kind: 'UniqueConstraintViolation' });
    throw new DriverAdapterError({ ...said, kind: 'sqlite', extendedCode: 1, message });
  }
}

function failureOfThis(error: unknown): ReturnType<Engine['failureOf']> {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  const isOwn = typeof code === 'string' && code.startsWith('SQLITE_');
  return failureOf(isOwn ? { cause: { originalCode: code } } : error);
}
