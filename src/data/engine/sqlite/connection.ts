import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type Sqlite from 'better-sqlite3';
import type { PlainSql } from '../statements.js';
import { plainSqlOf } from './driver.js';
import { keepPrepared } from './prepared-statements.js';
import { Turns } from './turns.js';

type Connection = Awaited<ReturnType<PrismaBetterSqlite3['connect']>>;

// Before this version, SQLite can lose the write-ahead log when it is reset under another connection.
const oldestSafeVersion = [3, 51, 3];

/** What every connection is set to, and the value that SQLite then reads back. */
const settings = [
  { name: 'journal_mode', value: 'WAL', reads: 'wal' },
  { name: 'synchronous', value: 'FULL', reads: '2' },
  { name: 'foreign_keys', value: 'ON', reads: '1' },
  { name: 'recursive_triggers', value: 'ON', reads: '1' },
  { name: 'busy_timeout', value: '5000', reads: '5000' },
  { name: 'trusted_schema', value: 'OFF', reads: '0' },
  { name: 'cell_size_check', value: 'ON', reads: '1' },
  // What was removed by law must not remain in free pages.
  { name: 'secure_delete', value: 'ON', reads: '1' },
] as const;

export interface ConnectionUse {
  /** Called with each connection that is opened: it may be a second one, after an error. */
  readonly onOpen?: ((connection: Sqlite.Database) => void) | undefined;
  /** The connection on which the transactions of the client run; without it, on its own. */
  readonly transacting?: CheckedSqlite;
}

/** Opens the connections of one Prisma client; each is set up and checked before its first query. */
export class CheckedSqlite extends PrismaBetterSqlite3 {
  #connection: Connection | null = null;
  #open: Sqlite.Database | null = null;
  #plain: PlainSql | null = null;

  constructor(
    options: ConstructorParameters<typeof PrismaBetterSqlite3>[0],
    private readonly use: ConnectionUse = {},
  ) {
    super(options);
  }

  /** The turns of all its statements, whether they go through Prisma or not. */
  readonly turns = new Turns();

  /** The open connection, bypassing Prisma: for what takes microseconds directly and a millisecond through Prisma. */
  get open(): Sqlite.Database {
    if (!this.#open) throw new Error('The connection to the database is not open.');
    return this.#open;
  }

  /** Its statements that bypass the query builder. */
  get plain(): PlainSql {
    this.#plain ??= plainSqlOf(this.open, this.turns);
    return this.#plain;
  }

  /** The open connection, or a new one where none is. */
  override async connect(): Promise<Connection> {
    if (this.#connection && this.#open?.open) return this.#connection;
    const connection = await super.connect();
    try {
      refuseOldSqlite(await readValue(connection, 'SELECT sqlite_version()'));
      await applySettings(connection);
      this.#open = rawOf(connection);
      this.use.onOpen?.(this.#open);
      this.#plain = null;
      keepPrepared(connection as unknown as { client: Sqlite.Database });
      this.#connection = takeTurns(guardTransactions(connection), this.turns);
      const { transacting } = this.use;
      if (transacting)
        this.#connection.startTransaction = async (isolationLevel) =>
          (await transacting.connect()).startTransaction(isolationLevel);
      return this.#connection;
    } catch (error) {
      await connection.dispose();
      throw error;
    }
  }

  /** Closes the connection if it is open; SQLite rolls back what it has not committed. The next query opens another. */
  close(): void {
    if (this.open.open) this.open.close();
  }
}

/** Refuses versions of SQLite whose write-ahead log can lose data. */
export function refuseOldSqlite(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0, oldestPatch = 0] = oldestSafeVersion;
  const difference = major - oldestMajor || minor - oldestMinor || patch - oldestPatch;
  if (difference < 0) {
    throw new Error(
      `SQLite ${version} can lose data; version ${oldestSafeVersion.join('.')} or newer is needed.`,
    );
  }
}

function takeTurns(connection: Connection, turns: Turns): Connection {
  const inTurn = <Queryable extends Pick<Connection, 'executeRaw' | 'queryRaw'>>(queryable: Queryable) => {
    const executeRaw = queryable.executeRaw.bind(queryable);
    const queryRaw = queryable.queryRaw.bind(queryable);
    queryable.executeRaw = async (query) => {
      await turns.next();
      return executeRaw(query);
    };
    queryable.queryRaw = async (query) => {
      await turns.next();
      return queryRaw(query);
    };
    return queryable;
  };
  const begin = connection.startTransaction.bind(connection);
  connection.startTransaction = async (isolationLevel) => inTurn(await begin(isolationLevel));
  return inTurn(connection);
}

// After some errors (a full disk, a failed read) SQLite rolls back by itself. Later statements would then be written
// one by one, outside any transaction, so they are refused.
function guardTransactions(connection: Connection): Connection {
  const client = rawOf(connection);
  const begin = connection.startTransaction.bind(connection);
  connection.startTransaction = async (isolationLevel) => {
    const transaction = await begin(isolationLevel);
    const executeRaw = transaction.executeRaw.bind(transaction);
    const queryRaw = transaction.queryRaw.bind(transaction);
    transaction.executeRaw = async (query) => {
      refuseWhenOver(client);
      return executeRaw(query);
    };
    transaction.queryRaw = async (query) => {
      refuseWhenOver(client);
      return queryRaw(query);
    };
    return transaction;
  };
  return connection;
}

/** Throws if no transaction is open on the connection any more. */
export function refuseWhenOver(connection: Pick<Sqlite.Database, 'inTransaction'>): void {
  if (!connection.inTransaction)
    throw new Error('SQLite has rolled this transaction back; nothing was written.');
}

/** The connection that Prisma's adapter uses. */
function rawOf(connection: Connection): Sqlite.Database {
  return (connection as unknown as { client: Sqlite.Database }).client;
}

async function applySettings(connection: Connection): Promise<void> {
  for (const { name, value, reads } of settings) {
    await readValue(connection, `PRAGMA ${name} = ${value}`);
    const found = await readValue(connection, `PRAGMA ${name}`);
    if (found !== reads) throw new Error(`SQLite did not accept ${name} = ${value}: it says ${found}.`);
  }
}

async function readValue(connection: Connection, sql: string): Promise<string> {
  const result = await connection.queryRaw({ sql, args: [], argTypes: [] });
  return String(result.rows[0]?.[0]);
}
