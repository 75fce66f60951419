import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Unavailable } from '../domain/errors.js';
import { CheckedSqlite, refuseWhenOver } from './connection.js';
import { databaseFile, refuseSecondName } from './database-file.js';
import { type Prisma, PrismaClient } from './generated/client.js';
import { type Instance, readInstance } from './instance.js';
import { extendRecordChain, requireWholeChain } from './record-chain.js';
import { type PlainSql, registerPlainSql } from './plain-sql.js';
import { indexChanges } from './search-index.js';
import { type OpenedFiles, watchOpenedFiles } from './opened-files.js';
import { openStateNumber } from './state-number.js';
import { refreshAfterManyChanges, refreshStatistics } from './statistics.js';
import { unavailabilityOf } from './unavailability.js';

type ReadOperation =
  | 'findUnique'
  | 'findUniqueOrThrow'
  | 'findFirst'
  | 'findFirstOrThrow'
  | 'findMany'
  | 'count'
  | 'aggregate'
  | 'groupBy';

type Model = Exclude<keyof PrismaClient, `$${string}` | symbol>;

/** What can be asked of the database; a transaction is a reader too. */
export type Reader = { readonly [Name in Model]: Pick<PrismaClient[Name], ReadOperation> } & Pick<
  PrismaClient,
  '$queryRaw'
>;

export type Transaction = Prisma.TransactionClient;

export interface Database {
  /** Sees every committed write at once; the connection itself is read-only. */
  readonly read: Reader;
  /**
   * The only way to write: one transaction at a time, under the write lock from its first statement on.
   * What `fn` returns is acknowledged only after COMMIT; whatever it throws rolls everything back. Throws Unavailable
   * where the database cannot be written.
   */
  readonly write: <T>(fn: (transaction: Transaction) => Promise<T>) => Promise<T>;
  /** Reads everything in `fn` as it stood at one moment, whatever is written meanwhile; nobody waits for it. */
  readonly snapshot: <T>(fn: (read: Reader) => Promise<T>) => Promise<T>;
  /** The number of the present state: it grows with every committed action, whichever process committed it. */
  readonly stateNumber: () => Promise<number>;
  /** Which database this is; the same as long as it is open. */
  readonly instance: Instance;
  /** What has become of its file, in a sentence; null while it is the one that was opened. */
  readonly displacement: () => string | null;
  /** Waits for the writes under way, then closes both connections. */
  readonly close: () => Promise<void>;
}

/** In milliseconds. An import of 20,000 rows takes a third of a minute on two cores; a slow machine needs more. */
const longestTransaction = 300_000;

/** In milliseconds: a full export of a million stances to a slow disk. */
const longestSnapshot = 6 * 3_600_000;

/** In milliseconds. Whoever reads a snapshot no further keeps the write-ahead log from being emptied. */
const longestStandstill = 300_000;

const stoodStill =
  'Nothing of this was taken for five minutes, so it was cut off: it holds up the database. Begin it again.';

export interface ConnectOptions {
  /** Asked before every transaction; throws Unavailable where nothing may be written at the moment. */
  readonly requireWritable?: () => void;
  /** Told what has become of the file whenever somebody finds that it is not the one that was opened. */
  readonly onDisplaced?: (sentence: string) => void;
  /** In bytes, what is left on the disk of a folder. */
  readonly freeSpace?: (folder: string) => Promise<number>;
}

/** Opens a migrated database, for example `file:./data/tracker.db`. */
export async function connect(
  url: string,
  {
    requireWritable = () => undefined,
    onDisplaced = () => undefined,
    freeSpace = rememberedFreeSpace(),
  }: ConnectOptions = {},
): Promise<Database> {
  const file = databaseFile(url);
  if (!existsSync(file)) throw new Error(`There is no database at ${file}.`);
  refuseSecondName(file);
  const writing = await openClient(file, {});
  if (isWritable(requireWritable)) refreshStatistics(writing.adapter.open);
  const { client: read, adapter } = await openClient(file, { readonly: true });
  registerPlainSql(read, () => adapter.plain);
  const state = openStateNumber(file);
  const instance = await readInstance(read);
  const watched = watchOpenedFiles(file);
  const displacement = () => {
    const sentence = watched.displacement();
    if (sentence !== null) onDisplaced(sentence);
    return sentence;
  };
  const requireRoom = async () => {
    requireWritable();
    requireInPlace(displacement);
    if ((await freeSpace(dirname(file))) < leastFreeSpace) throw new Unavailable(diskNearlyFull);
  };
  const writer = new Writer(writing, requireRoom, () => requireInPlace(displacement));
  return {
    read,
    instance,
    displacement,
    snapshot: async (fn) => {
      requireInPlace(displacement);
      return snapshotOf(file, fn);
    },
    stateNumber: () => Promise.resolve(state.read()),
    write: (fn) => writer.write(fn),
    close: async () => {
      await writer.finish();
      // SQLite would remove the log of whatever stands under the name now. What it has in hand goes with the process.
      if (!watched.isInPlace()) return;
      state.close();
      // The last connection to close moves the write-ahead log into the file; a read-only one could not.
      await read.$disconnect();
      await writer.disconnect();
    },
  };
}

function isWritable(requireWritable: () => void): boolean {
  try {
    requireWritable();
    return true;
  } catch {
    return false;
  }
}

/** Throws Unavailable where what is written, or read again, would be in another file than the one of the others. */
function requireInPlace(displacement: OpenedFiles['displacement']): void {
  const sentence = displacement();
  if (sentence !== null) throw new Unavailable(displacedSentence, { cause: new Error(sentence) });
}

/** What is said to whoever wanted to record something. */
const displacedSentence =
  'The file of the database was moved or replaced under the server, so nothing more is recorded, and what was sent just now may be lost. Whoever runs the server has to look at it first. Keep what you typed.';

/** In bytes. With less the write-ahead log could not grow, and nothing else on the machine would work either. */
const leastFreeSpace = 64 * 1024 * 1024;

const diskNearlyFull =
  'The disk of the server is nearly full, so nothing was recorded. Tell whoever runs it, then send it again.';

/** In milliseconds: asking the disk takes as long as a small statement, and it does not fill up meanwhile. */
const freeSpaceHolds = 1_000;

function rememberedFreeSpace(): NonNullable<ConnectOptions['freeSpace']> {
  let last = { at: Number.NEGATIVE_INFINITY, bytes: 0 };
  return async (folder) => {
    if (performance.now() - last.at < freeSpaceHolds) return last.bytes;
    const { bavail, bsize } = await statfs(folder);
    last = { at: performance.now(), bytes: bavail * bsize };
    return last.bytes;
  };
}

/** On a connection of its own: what it sees is settled by its first statement (SQLite, “Isolation”). */
async function snapshotOf<T>(file: string, fn: (read: Reader) => Promise<T>): Promise<T> {
  const { client, adapter } = await openClient(file, { readonly: true });
  let watch: NodeJS.Timeout | undefined;
  const standstill = new Promise<never>((_resolve, reject) => {
    watch = setInterval(() => {
      if (performance.now() - adapter.lastUsed > longestStandstill) reject(new Unavailable(stoodStill));
    }, longestStandstill / 10);
  });
  standstill.catch(() => undefined);
  const inSnapshot = (transaction: Transaction) => {
    registerPlainSql(transaction, () => adapter.plain);
    return Promise.race([fn(transaction), standstill]);
  };
  try {
    return await client.$transaction(inSnapshot, { timeout: longestSnapshot, maxWait: longestSnapshot });
  } finally {
    clearInterval(watch);
    await client.$disconnect();
  }
}

/** The write that code runs inside. One for every database: each that exists makes every promise dearer in Node 20. */
const current = new AsyncLocalStorage<{ readonly writer: Writer; open: boolean }>();

/** One queue over one connection, which is closed and opened again as soon as a transaction on it has failed. */
class Writer {
  readonly #client: PrismaClient;
  readonly #adapter: CheckedSqlite;
  readonly #requireRoom: () => Promise<void>;
  readonly #requireSameFile: () => void;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;
  #suspect = false;

  constructor(
    { client, adapter }: OpenClient,
    requireRoom: () => Promise<void>,
    requireSameFile: () => void,
  ) {
    this.#client = client;
    this.#adapter = adapter;
    this.#requireRoom = requireRoom;
    this.#requireSameFile = requireSameFile;
  }

  write<T>(fn: (transaction: Transaction) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('The database is closed.'));
    const outer = current.getStore();
    if (outer?.open && outer.writer === this) {
      return Promise.reject(new Error('A write was begun inside another write; it would wait for itself.'));
    }
    const result = this.#last.then(() => this.#transactInPlace(fn));
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Takes no more writes, and waits for those under way. */
  async finish(): Promise<void> {
    this.#closed = true;
    await this.#last;
  }

  disconnect(): Promise<void> {
    return this.#client.$disconnect();
  }

  /** Nothing is acknowledged that was written to a file which nobody will open again. */
  async #transactInPlace<T>(fn: (transaction: Transaction) => Promise<T>): Promise<T> {
    await this.#requireRoom();
    const result = await this.#transact(fn);
    this.#requireSameFile();
    return result;
  }

  async #transact<T>(fn: (transaction: Transaction) => Promise<T>): Promise<T> {
    if (this.#suspect) await this.#dropConnection();
    const scope = { writer: this, open: true };
    try {
      const result = await this.#client.$transaction(
        async (transaction) => {
          // After some errors SQLite rolls back by itself; what follows would be written outside any transaction.
          registerPlainSql(transaction, () => {
            refuseWhenOver(this.#adapter.open);
            return this.#adapter.plain;
          });
          takeWriteLock(this.#adapter.plain);
          requireWholeChain(this.#adapter.plain);
          const result = await current.run(scope, () => fn(transaction));
          refuseWhenOver(this.#adapter.open);
          await extendRecordChain(this.#adapter.plain);
          await indexChanges(this.#adapter.plain);
          return result;
        },
        { timeout: longestTransaction, maxWait: longestTransaction },
      );
      refreshAfterManyChanges(this.#adapter.open);
      return result;
    } catch (error) {
      // Prisma hides a failed ROLLBACK and stays inside a transaction whose COMMIT failed (prisma/orm#29933).
      this.#suspect = true;
      await this.#dropConnection().catch(() => undefined);
      throw unavailabilityOf(error) ?? error;
    } finally {
      scope.open = false;
    }
  }

  /** SQLite rolls back what was open; the next statement opens another connection. */
  async #dropConnection(): Promise<void> {
    await this.#client.$disconnect();
    this.#suspect = false;
  }
}

// BEGIN alone takes no lock: a read first and a write later would fail if another process wrote in between.
function takeWriteLock(plain: PlainSql): void {
  const rows = plain.run('UPDATE state SET number = number WHERE id = 1');
  if (rows !== 1) throw new Error('The database has no state row; it was not set up by its migrations.');
}

interface OpenClient {
  readonly client: PrismaClient;
  readonly adapter: CheckedSqlite;
}

async function openClient(file: string, options: { readonly?: true }): Promise<OpenClient> {
  const adapter = new CheckedSqlite({ url: file, fileMustExist: true, ...options });
  const client = new PrismaClient({ adapter });
  await client.$connect();
  return { client, adapter };
}
