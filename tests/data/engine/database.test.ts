import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refuseOldSqlite } from '../../../src/data/engine/sqlite/connection.js';
import type { Reader, Transaction } from '../../../src/data/engine/database.js';
import { connect } from '../../../src/data/open.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { inspectFile } from '../../support/inspected-file.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { sourceFiles } from '../../support/source-files.js';

let fresh: TestDatabase;

beforeEach(async () => {
  fresh = await createTestDatabase();
});

afterEach(() => fresh.remove());

/** What is really in the file, read by a connection that is not Prisma’s. */
function sequencesOnDisk(): number[] {
  const other = new Sqlite(fresh.file, { readonly: true });
  try {
    return other.prepare<[], number>('SELECT sequence FROM publications ORDER BY sequence').pluck().all();
  } finally {
    other.close();
  }
}

function publish(sequence: number): Promise<unknown> {
  return fresh.database.write((transaction) => insert(transaction, sequence));
}

async function insert(transaction: Transaction, sequence: number): Promise<void> {
  await transaction.publication.create({ data: { sequence, recordedAt: new Date(0) } });
}

describe('reading', () => {
  test('a committed write is seen at once', async () => {
    await publish(1);
    expect(await fresh.database.read.publication.count()).toBe(1);
  });

  test('an open transaction is not seen', async () => {
    await fresh.database.write(async (transaction) => {
      await insert(transaction, 1);
      expect(await fresh.database.read.publication.count()).toBe(0);
    });
  });

  test('the reading connection refuses every kind of write', async () => {
    const writable = fresh.database.read as unknown as Transaction;
    await expect(insert(writable, 1)).rejects.toThrow(/readonly/);
    await expect(writable.state.update({ where: { id: 1 }, data: { number: 9 } })).rejects.toThrow(
      /readonly/,
    );
    await expect(writable.session.deleteMany()).rejects.toThrow(/readonly/);
    await expect(writable.$executeRaw`UPDATE state SET number = 9`).rejects.toThrow(/readonly/);
  });
});

describe('writing', () => {
  test('what a transaction throws comes back as it is, and nothing of it stays', async () => {
    const refusal = new Error('the cell has changed');
    const refused = fresh.database.write(async (transaction) => {
      await insert(transaction, 1);
      throw refusal;
    });
    await expect(refused).rejects.toBe(refusal);
    await publish(2);
    expect(sequencesOnDisk()).toEqual([2]);
  });

  test('transactions take turns in the order in which they were asked for', async () => {
    const steps: string[] = [];
    const turn = (name: string) =>
      fresh.database.write(async (transaction) => {
        steps.push(`${name} begins`);
        await transaction.state.findMany();
        steps.push(`${name} ends`);
      });
    await Promise.all([turn('first'), turn('second')]);
    expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  test('the write lock is held from the first statement, so nobody can write between a read and a write', async () => {
    const otherProcess = new Sqlite(fresh.file, { timeout: 0 });
    await fresh.database.write(async (transaction) => {
      await transaction.publication.count();
      expect(() => otherProcess.exec('UPDATE state SET number = 7')).toThrow(/locked/);
      await insert(transaction, 1);
    });
    otherProcess.exec('UPDATE state SET number = 7');
    otherProcess.close();
    expect(sequencesOnDisk()).toEqual([1]);
  });

  test('a write inside a write is refused instead of waiting for itself', async () => {
    const nested = fresh.database.write(() => publish(1));
    await expect(nested).rejects.toThrow(/inside another write/);
  });

  test('closing waits for the writes under way and refuses later ones', async () => {
    const second = await connect(fresh.url);
    const write = second.write((transaction) => insert(transaction, 1));
    await second.close();
    await write;
    expect(sequencesOnDisk()).toEqual([1]);
    await expect(second.write((transaction) => insert(transaction, 2))).rejects.toThrow(/closed/);
  });
});

describe('after a failure of the database itself', () => {
  test('a failed COMMIT rolls back alone, and the writes after it reach the disk', async () => {
    deferReferencesOfAScratchTable();
    const failed = fresh.database.write(async (transaction) => {
      await insert(transaction, 1);
      await transaction.$executeRaw`INSERT INTO scratch (parent) VALUES (99)`;
    });
    const results = await Promise.allSettled([failed, publish(2), publish(3)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(sequencesOnDisk()).toEqual([2, 3]);
  });

  test('a failed COMMIT leaves no link behind: the next publication takes its number, and the chain holds', async () => {
    deferReferencesOfAScratchTable();
    const failed = fresh.database.write(async (transaction) => {
      await insert(transaction, 1);
      await transaction.$executeRaw`INSERT INTO scratch (parent) VALUES (99)`;
    });
    await expect(failed).rejects.toThrow();
    await publish(1);
    await publish(2);
    const { count, findings } = await inspectFile(fresh.file);
    expect([count, findings]).toEqual([2, []]);
  });

  test('a disk that fills up only when the links are written takes the whole publication back', async () => {
    await publish(1);
    let isReady = false;
    const full = fresh.database.write(async (transaction) => {
      const data = Array.from({ length: 2_000 }, (_, index) => ({
        sequence: index + 2,
        recordedAt: new Date(index + 1),
      }));
      for (let start = 0; start < data.length; start += 250) {
        await transaction.publication.createMany({ data: data.slice(start, start + 250) });
      }
      await transaction.$queryRaw`PRAGMA max_page_count = 1`;
      isReady = true;
    });
    await expect(full).rejects.toThrow('The disk of the server is full, so nothing was recorded.');
    expect(isReady).toBe(true);
    expect(sequencesOnDisk()).toEqual([1]);
    await publish(2);
    const { count, findings } = await inspectFile(fresh.file);
    expect([count, findings]).toEqual([2, []]);
  });

  test('a full disk fails the write that hit it, and writing goes on once there is room', async () => {
    await publish(1);
    const full = fresh.database.write(async (transaction) => {
      await insert(transaction, 2);
      await transaction.$queryRaw`PRAGMA max_page_count = 1`;
      const text = 'x'.repeat(1_000_000);
      await transaction.party.create({ data: { slug: 'a', name: text, kind: 'state' } });
    });
    await expect(full).rejects.toThrow(/full/);
    await publish(3);
    expect(sequencesOnDisk()).toEqual([1, 3]);
  });

  test('a transaction that SQLite has rolled back by itself cannot write any further', async () => {
    const careless = fresh.database.write(async (transaction) => {
      await insert(transaction, 1);
      await transaction.$executeRaw`ROLLBACK`;
      await insert(transaction, 2).catch(() => null);
    });
    await expect(careless).rejects.toThrow(/rolled this transaction back/);
    await publish(3);
    expect(sequencesOnDisk()).toEqual([3]);
  });
});

// A deferred reference is checked at COMMIT only: the one way to make COMMIT itself fail.
function deferReferencesOfAScratchTable(): void {
  const other = new Sqlite(fresh.file);
  other.exec('CREATE TABLE scratch (parent INTEGER REFERENCES state (id) DEFERRABLE INITIALLY DEFERRED)');
  other.close();
}

describe('connections', () => {
  const expected = {
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    recursive_triggers: 1,
    timeout: 5000,
    trusted_schema: 0,
    cell_size_check: 1,
  };

  async function settings(reader: Reader | Transaction): Promise<object> {
    const plain = plainSql(reader);
    const rows = await Promise.all([
      plain.row('PRAGMA journal_mode'),
      plain.row('PRAGMA synchronous'),
      plain.row('PRAGMA foreign_keys'),
      plain.row('PRAGMA recursive_triggers'),
      plain.row('PRAGMA busy_timeout'),
      plain.row('PRAGMA trusted_schema'),
      plain.row('PRAGMA cell_size_check'),
    ]);
    return Object.assign({}, ...rows) as object;
  }

  test('both are set for durability and integrity', async () => {
    expect(await settings(fresh.database.read)).toEqual(expected);
    expect(await fresh.database.write(settings)).toEqual(expected);
  });

  test('a connection opened after a failure is set in the same way', async () => {
    await fresh.database.write(() => Promise.reject(new Error('refused'))).catch(() => null);
    expect(await fresh.database.write(settings)).toEqual(expected);
  });

  test('closing moves the log into the file, whether or not Prisma was used', async () => {
    await fresh.database.close();
    const other = await connect(fresh.url);
    expect(existsSync(`${fresh.file}-wal`)).toBe(true);
    await other.close();
    expect(existsSync(`${fresh.file}-wal`)).toBe(false);
  });

  test('a file that is not there is reported, not created', async () => {
    await expect(connect(`${fresh.url}.missing`)).rejects.toThrow(/no database at/);
  });

  test.each(['mysql://localhost/tracker', ':memory:', 'file:', 'file::memory:'])(
    'the URL %s is refused',
    async (url) => {
      await expect(connect(url)).rejects.toThrow(/must be a file/);
    },
  );

  test.each(['3.51.2', '3.50.9', '3.7.17', '2.99.99'])('SQLite %s is refused', (version) => {
    expect(() => refuseOldSqlite(version)).toThrow(/can lose data/);
  });

  test.each(['3.51.3', '3.52.0', '4.0.0'])('SQLite %s is accepted', (version) => {
    expect(() => refuseOldSqlite(version)).not.toThrow();
  });
});

describe('statements past Prisma', () => {
  test('a reader cannot write', async () => {
    const plain = plainSql(fresh.database.read);
    await expect(plain.run('UPDATE state SET number = 9')).rejects.toThrow(/readonly/);
    expect(await plain.row('SELECT number FROM state')).toEqual({ number: 0 });
  });

  test('what a transaction writes past Prisma is rolled back with it, and each way sees what the other has written', async () => {
    const publish = (sequence: number, fails: boolean) =>
      fresh.database.write(async (transaction) => {
        const recordedAt = new Date('2025-08-20T12:00:00.005Z');
        await plainSql(transaction).insert('publications', { sequence, recordedAt });
        expect(await transaction.publication.findUnique({ where: { sequence } })).toEqual({
          sequence,
          recordedAt,
        });
        if (fails) throw new Error('rolled back');
      });
    await expect(publish(1, true)).rejects.toThrow('rolled back');
    expect(await fresh.database.read.publication.count()).toBe(0);
    await publish(1, false);
    const plain = plainSql(fresh.database.read);
    expect(await plain.rows('SELECT recorded_at AS recordedAt FROM publications')).toEqual([
      { recordedAt: new Date('2025-08-20T12:00:00.005Z') },
    ]);
  });

  test('once SQLite has rolled a transaction back by itself, nothing more of it is written', async () => {
    const write = fresh.database.write(async (transaction) => {
      await transaction.$executeRaw`ROLLBACK`;
      await plainSql(transaction).insert('publications', { sequence: 1, recordedAt: new Date() });
    });
    await expect(write).rejects.toThrow('SQLite has rolled this transaction back');
    expect(await fresh.database.read.publication.count()).toBe(0);
  });

  test('a reader that is not ours has no such statements', () => {
    expect(() => plainSql({} as Transaction)).toThrow('no connection of its own');
  });
});

describe('there is one way to write', () => {
  function filesMatching(pattern: RegExp): string[] {
    return sourceFiles('src')
      .filter(({ text }) => pattern.test(text))
      .map(({ path }) => path);
  }

  test('only src/data/engine/sqlite/storage.ts constructs a Prisma client', () => {
    expect(filesMatching(/new PrismaClient\b/)).toEqual(['src/data/engine/sqlite/storage.ts']);
  });

  test('only the write queue and a snapshot begin a transaction', () => {
    expect(filesMatching(/\$transaction\b/).sort()).toEqual([
      'src/data/engine/database.ts',
      'src/data/engine/writer.ts',
    ]);
  });

  test('only the migrations, the write queue and what replaces a whole file have a writing connection of better-sqlite3', () => {
    const opened = sourceFiles('src').flatMap(({ path, text }) =>
      [...text.matchAll(/new Sqlite\(([^)]*)\)/g)].map(([, how]) => `${path}: ${how}`),
    );
    expect(opened.sort()).toEqual([
      // Allowed to move what is committed from the log into the file, and nothing else.
      'src/data/engine/sqlite/checkpoint-thread.ts: file, { fileMustExist: true }',
      'src/data/engine/sqlite/file-lock.ts: file, { timeout: 0 }',
      'src/data/engine/sqlite/inspection.ts: file, { readonly: true, fileMustExist: true }',
      'src/data/engine/sqlite/inspection.ts: file, { readonly: true, fileMustExist: true }',
      'src/data/engine/sqlite/migrations.ts: file, { timeout: 5000 }',
      'src/data/engine/sqlite/replacement.ts: file',
      'src/data/engine/sqlite/replacement.ts: file, { timeout: 5000 }',
      'src/data/engine/sqlite/state-number.ts: file, { readonly: true, fileMustExist: true }',
      // A file of its own that readers take away.
      'src/data/engine/sqlite/table-file.ts: path',
      "src/data/engine/supported-node.ts: ':memory:'",
    ]);
    // The links are written on the connection of the transaction that publishes, or of the migration.
    expect(filesMatching(/\bextendRecordChain\b/).sort()).toEqual([
      'src/data/chain/record-chain.ts',
      'src/data/open.ts',
    ]);
    expect(filesMatching(/\.extendChain\(/).sort()).toEqual([
      'src/data/engine/sqlite/migrations.ts',
      'src/data/engine/writer.ts',
    ]);
    expect(filesMatching(/(insert|insertAll|publish)\(\s*'chain_links'/)).toEqual([
      'src/data/chain/record-chain.ts',
    ]);
  });

  test('what the chain tells is inserted in one way only, by which the chain is made of it', () => {
    const told =
      'publication|entry|stance|denial|citation|update|updateSource|negotiation|participation|demand|event';
    expect(filesMatching(new RegExp(`\\b(tx|transaction)\\.(${told})\\.(create|upsert)`))).toEqual([]);
    expect(filesMatching(/\.createMany\(|createMany:/)).toEqual([]);
    // The chain tells nothing of itself nor of removals, and a full import brings its chain along.
    expect(filesMatching(/\.insertAll\((?!\s*'removals')/).sort()).toEqual([
      'src/data/chain/record-chain.ts',
      'src/data/transfer/full-import.ts',
    ]);
  });

  test('only the backup command imports the second SQLite library', () => {
    expect(filesMatching(/['"]sqlite3['"]/)).toEqual(['src/data/engine/sqlite/online-copy.ts']);
    expect(filesMatching(/(?<!\bimport\()['"][./\w-]*online-copy\.js['"]/)).toEqual([]);
    const loadedLater = sourceFiles('src').flatMap(({ path, text }) =>
      [...text.matchAll(/(?<!\.)\bimport\(([^)]*)\)/g)].map(([, what]) => `${path}: ${what}`),
    );
    expect(loadedLater.sort()).toEqual([
      "src/cli/backup.ts: './backup-command.js'",
      "src/cli/tracker.ts: './tracker-command.js'",
      "src/data/engine/postgresql/engine.ts: './server.js'",
      "src/data/engine/sqlite/engine.ts: './online-copy.js'",
      "src/data/engine/sqlite/engine.ts: './online-copy.js'",
      "src/data/people/passwords.ts: '@node-rs/argon2'",
      "src/data/people/passwords.ts: '@zxcvbn-ts/language-common'",
      "src/release.ts: './release-command.js'",
      "src/server.ts: './serve.js'",
      "src/web/frame/metrics/gauges.ts: 'prom-client'",
      "src/web/frame/tables/zip.ts: 'yazl'",
      "src/web/readers/about/markdown.ts: 'marked'",
    ]);
    expect(filesMatching(/\bbackups\.(hold|check)\(/)).toEqual(['src/cli/backup-command.ts']);
    expect(filesMatching(/from ['"][./\w-]*\/backup(-command)?\.js['"]/)).toEqual([]);
  });
});
