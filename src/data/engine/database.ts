import { AsyncLocalStorage } from 'node:async_hooks';
import { Unavailable } from '../../domain/errors.js';
import type {
  Engine,
  OpenOptions,
  SnapshotConnection,
  Storage,
  WritingConnection,
  WrittenAlong,
} from './engine.js';
import { unavailabilityOf } from './failures.js';
import { type Instance, readInstance } from './instance.js';
import type { Reader, Transaction } from './reader.js';
import { type PlainSql, registerPlainSql } from './statements.js';

export type { Reader, Transaction } from './reader.js';

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
  /** What failed in the database itself; null for a failure of anything else. */
  readonly failureOf: Engine['failureOf'];
  /** What has become of its file, in a sentence; null while it is the one that was opened. */
  readonly displacement: () => string | null;
  /** Waits for the writes under way, then closes its connections. */
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

export interface ConnectOptions extends Pick<OpenOptions, 'freeSpace'> {
  /** Asked before every transaction; throws Unavailable where nothing may be written at the moment. */
  readonly requireWritable?: () => void;
  /** Told what has become of the file whenever somebody finds that it is not the one that was opened. */
  readonly onDisplaced?: (sentence: string) => void;
}

/** Opens a migrated database; `along` is written with whatever is written to it. */
export async function openDatabase(
  engine: Engine,
  along: WrittenAlong,
  { requireWritable = () => undefined, onDisplaced = () => undefined, freeSpace }: ConnectOptions,
): Promise<Database> {
  const storage = await engine.open({ isWritable: isWritable(requireWritable), freeSpace });
  const { client: read, plain } = storage.reader;
  registerPlainSql(read, plain);
  const instance = await readInstance(read);
  const displacement = () => {
    const sentence = storage.displacement();
    if (sentence !== null) onDisplaced(sentence);
    return sentence;
  };
  const requireRoom = async () => {
    requireWritable();
    requireInPlace(displacement);
    const lack = await storage.lackOfRoom();
    if (lack !== null) throw new Unavailable(lack);
  };
  const writer = new Writer(engine, storage.writer, along, {
    before: requireRoom,
    after: () => requireInPlace(displacement),
  });
  return {
    read,
    instance,
    displacement,
    failureOf: engine.failureOf,
    snapshot: async (fn) => {
      requireInPlace(displacement);
      return snapshotOf(await storage.openSnapshot(), fn);
    },
    stateNumber: () => storage.stateNumber(),
    write: (fn) => writer.write(fn),
    close: async () => {
      await writer.finish();
      await storage.close();
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
function requireInPlace(displacement: Storage['displacement']): void {
  const sentence = displacement();
  if (sentence !== null) throw new Unavailable(displacedSentence, { cause: new Error(sentence) });
}

/** What is said to whoever wanted to record something. */
const displacedSentence =
  'The file of the database was moved or replaced under the server, so nothing more is recorded, and what was sent just now may be lost. Whoever runs the server has to look at it first. Keep what you typed.';

async function snapshotOf<T>(
  { client, plain, lastUsed }: SnapshotConnection,
  fn: (read: Reader) => Promise<T>,
): Promise<T> {
  let watch: NodeJS.Timeout | undefined;
  const standstill = new Promise<never>((_resolve, reject) => {
    watch = setInterval(() => {
      if (performance.now() - lastUsed() > longestStandstill) reject(new Unavailable(stoodStill));
    }, longestStandstill / 10);
  });
  standstill.catch(() => undefined);
  const inSnapshot = (transaction: Transaction) => {
    registerPlainSql(transaction, plain);
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

/** What is asked around every transaction; either throws Unavailable. */
interface Requirements {
  readonly before: () => Promise<void>;
  /** Nothing is acknowledged that was written to a file which nobody will open again. */
  readonly after: () => void;
}

/** One queue over one connection, which is closed and opened again as soon as a transaction on it has failed. */
class Writer {
  readonly #failureOf: Engine['failureOf'];
  readonly #connection: WritingConnection;
  readonly #along: WrittenAlong;
  readonly #require: Requirements;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;
  #suspect = false;

  constructor(
    { failureOf }: Pick<Engine, 'failureOf'>,
    connection: WritingConnection,
    along: WrittenAlong,
    requirements: Requirements,
  ) {
    this.#failureOf = failureOf;
    this.#connection = connection;
    this.#along = along;
    this.#require = requirements;
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

  async #transactInPlace<T>(fn: (transaction: Transaction) => Promise<T>): Promise<T> {
    await this.#require.before();
    const result = await this.#transact(fn);
    this.#require.after();
    return result;
  }

  async #transact<T>(fn: (transaction: Transaction) => Promise<T>): Promise<T> {
    if (this.#suspect) await this.#dropConnection();
    const { client, plain, requireTransaction, noteCommit } = this.#connection;
    const scope = { writer: this, open: true };
    try {
      const result = await client.$transaction(
        async (transaction) => {
          registerPlainSql(transaction, plain);
          await takeWriteLock(plain());
          await this.#along.requireWhole(plain());
          const result = await current.run(scope, () => fn(transaction));
          requireTransaction();
          await this.#along.extendChain(plain());
          await this.#along.indexWords(plain());
          return result;
        },
        { timeout: longestTransaction, maxWait: longestTransaction },
      );
      noteCommit();
      return result;
    } catch (error) {
      // Prisma hides a failed ROLLBACK and stays inside a transaction whose COMMIT failed (prisma/orm#29933).
      this.#suspect = true;
      await this.#dropConnection().catch(() => undefined);
      throw unavailabilityOf(this.#failureOf(error), error) ?? error;
    } finally {
      scope.open = false;
    }
  }

  /** The database rolls back what was open; the next statement opens another connection. */
  async #dropConnection(): Promise<void> {
    await this.#connection.client.$disconnect();
    this.#suspect = false;
  }
}

// BEGIN alone takes no lock: a read first and a write later would fail if another process wrote in between.
async function takeWriteLock(plain: PlainSql): Promise<void> {
  const rows = await plain.run('UPDATE state SET number = number WHERE id = 1');
  if (rows !== 1) throw new Error('The database has no state row; it was not set up by its migrations.');
}
