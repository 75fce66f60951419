import { Unavailable } from '../../domain/errors.js';
import type { Engine, OpenOptions, SnapshotConnection, Storage, WrittenAlong } from './engine.js';
import { type Instance, readInstance } from './instance.js';
import type { Reader, Transaction } from './reader.js';
import { registerPlainSql } from './statements.js';
import { type WriteOptions, Writer } from './writer.js';

export type { Reader, Transaction } from './reader.js';

export interface Database {
  /** Sees every write as soon as it is committed; the connection itself is read-only. */
  readonly read: Reader;
  /**
   * The only way to write: one transaction at a time, holding the write lock from its first statement on. What `fn`
   * returns is acknowledged only after COMMIT; anything it throws rolls everything back. Throws Unavailable if the
   * database cannot be written.
   */
  readonly write: <T>(fn: (transaction: Transaction) => Promise<T>, options?: WriteOptions) => Promise<T>;
  /** Runs `fn` on the database as of one moment, whatever is written meanwhile; it blocks nobody. */
  readonly snapshot: <T>(fn: (read: Reader) => Promise<T>) => Promise<T>;
  /** Identifies the present state: it grows with every committed action, whichever process committed it. */
  readonly stateNumber: () => Promise<number>;
  /**
   * The same for readers without a session, who may be answered from a state of a moment ago where asking takes time,
   * but never from one before that which they have `seen`.
   */
  readonly recentStateNumber: (seen: number) => Promise<number>;
  /** Which database this is; constant while it is open. */
  readonly instance: Instance;
  /** What failed in the database itself; null if the failure was elsewhere. */
  readonly failureOf: Engine['failureOf'];
  /** Where the words of a removed text stay, in a sentence. */
  readonly removedStays: Engine['removedStays'];
  /** What has happened to its file, in a sentence; null while the file is still the one that was opened. */
  readonly displacement: () => string | null;
  /** Waits for writes in progress, then closes the connections. */
  readonly close: () => Promise<void>;
}

/** In milliseconds: enough to export a million stances in full to a slow disk. */
const longestSnapshot = 6 * 3_600_000;

/** In milliseconds. A snapshot that nobody reads from keeps the write-ahead log from being emptied. */
const longestStandstill = 300_000;

const stoodStill =
  'Nothing of this was taken for five minutes, so it was cut off: it holds up the database. Begin it again.';

export interface ConnectOptions extends Pick<OpenOptions, 'freeSpace' | 'isServer'> {
  /** Called before every transaction; throws Unavailable if nothing may be written at the moment. */
  readonly requireWritable?: () => void;
  /** Called with a sentence whenever it is found that the file is no longer the one that was opened. */
  readonly onDisplaced?: (sentence: string) => void;
}

/** Opens a migrated database; every write also does what `along` demands. */
export async function openDatabase(
  engine: Engine,
  along: WrittenAlong,
  { requireWritable = () => undefined, onDisplaced = () => undefined, ...options }: ConnectOptions = {},
): Promise<Database> {
  const storage = await engine.open({ ...options, isWritable: isWritable(requireWritable) });
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
    removedStays: engine.removedStays,
    snapshot: async (fn) => {
      requireInPlace(displacement);
      return snapshotOf(await storage.openSnapshot(), fn);
    },
    stateNumber: () => storage.stateNumber(),
    recentStateNumber: (seen) => storage.recentStateNumber(seen),
    write: (fn, options) => writer.write(fn, options),
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

/** Throws Unavailable if the file is no longer the one that other processes would read and write. */
function requireInPlace(displacement: Storage['displacement']): void {
  const sentence = displacement();
  if (sentence !== null) throw new Unavailable(displacedSentence, { cause: new Error(sentence) });
}

/** Shown to whoever wanted to record something. */
const displacedSentence =
  'The file of the database was moved or replaced under the server, so nothing more is recorded, and what was sent just now may be lost. Whoever runs the server has to look at it first. Keep what you typed.';

async function snapshotOf<T>(
  { client, plain, lastUsed, close }: SnapshotConnection,
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
    await close();
  }
}
