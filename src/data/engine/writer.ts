import { AsyncLocalStorage } from 'node:async_hooks';
import type { Engine, WritingConnection, WrittenAlong } from './engine.js';
import { unavailabilityOf } from './failures.js';
import type { Transaction } from './reader.js';
import { registerPlainSql } from './statements.js';

/** In milliseconds. An import of 20,000 rows takes a few seconds on two cores; a slow or busy machine needs many more. */
const longestPublication = 300_000;

export interface WriteOptions {
  /** After how long, in milliseconds, everything is rolled back; only what moves a whole record needs longer. */
  readonly longest?: number;
}

/**
 * The write inside which code runs. One for all databases, because in Node 20 each AsyncLocalStorage slows every
 * promise.
 */
const current = new AsyncLocalStorage<{ readonly writer: Writer; open: boolean }>();

/** Checked around every transaction; both throw Unavailable. */
interface Requirements {
  readonly before: () => Promise<void>;
  /** Nothing is acknowledged that was written to a file which nobody will open again. */
  readonly after: () => void;
}

/** One queue for one connection, which is closed and reopened as soon as a transaction on it has failed. */
export class Writer {
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

  write<T>(fn: (transaction: Transaction) => Promise<T>, options: WriteOptions = {}): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('The database is closed.'));
    const outer = current.getStore();
    if (outer?.open && outer.writer === this) {
      return Promise.reject(new Error('A write was begun inside another write; it would wait for itself.'));
    }
    const result = this.#last.then(() => this.#transactInPlace(fn, options));
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Takes no more writes, and waits for those in progress. */
  async finish(): Promise<void> {
    this.#closed = true;
    await this.#last;
  }

  async #transactInPlace<T>(fn: (transaction: Transaction) => Promise<T>, options: WriteOptions): Promise<T> {
    await this.#require.before();
    const result = await this.#transact(fn, options);
    this.#require.after();
    return result;
  }

  async #transact<T>(
    fn: (transaction: Transaction) => Promise<T>,
    { longest = longestPublication }: WriteOptions,
  ): Promise<T> {
    if (this.#suspect) await this.#dropConnection();
    const { client, plain, requireTransaction, noteCommit } = this.#connection;
    const scope = { writer: this, open: true };
    const ready: { result?: { readonly value: T; readonly forgets: boolean } } = {};
    try {
      const result = await client.$transaction(
        async (transaction) => {
          registerPlainSql(transaction, plain);
          await this.#along.begin(plain());
          const result = await current.run(scope, () => fn(transaction));
          requireTransaction();
          const statements = plain();
          await statements.together(
            () => this.#along.extendChain(statements),
            () => this.#along.indexWords(statements),
          );
          statements.end();
          ready.result = { value: result, forgets: statements.forgets };
          return result;
        },
        { timeout: longest, maxWait: longestPublication },
      );
      noteCommit(ready.result?.forgets === true);
      return result;
    } catch (error) {
      // Prisma hides a failed ROLLBACK and stays inside a transaction whose COMMIT failed (prisma/orm#29933).
      this.#suspect = true;
      await this.#dropConnection().catch(() => undefined);
      // All was written, only the COMMIT failed.
      if (ready.result && (await this.#connection.wasCommitted())) {
        noteCommit(ready.result.forgets);
        return ready.result.value;
      }
      throw unavailabilityOf(this.#failureOf(error), error) ?? error;
    } finally {
      scope.open = false;
    }
  }

  async #dropConnection(): Promise<void> {
    await this.#connection.drop();
    this.#suspect = false;
  }
}
