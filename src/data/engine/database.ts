import { Unavailable } from '../../domain/errors.js';
import type { Engine, OpenOptions, SnapshotConnection, Storage, WrittenAlong } from './engine.js';
import { type Instance, readInstance } from './instance.js';
import type { Reader, Transaction } from './reader.js';
import { registerPlainSql } from './statements.js';
import { Writer } from './writer.js';

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
