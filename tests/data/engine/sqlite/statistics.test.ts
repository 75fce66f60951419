import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../../../src/data/open.js';
import { migrate } from '../../../../src/data/open.js';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { createExampleDatabase, temporaryFolder, type TestDatabase } from '../../../support/database.js';

let example: TestDatabase;

beforeEach(async () => {
  example = await createExampleDatabase();
});

afterEach(() => example.remove());

/** How many rows SQLite believes a table to have; null where it has no statistics of it. */
function believed(file: string, table: string): number | null {
  const connection = new Sqlite(file, { readonly: true });
  try {
    const sql = 'SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = ?';
    return connection.prepare<[string], number | null>(sql).pluck().get(table) ?? null;
  } finally {
    connection.close();
  }
}

async function forgetStatistics(): Promise<void> {
  await example.database.close();
  const connection = new Sqlite(example.file);
  connection.exec('DELETE FROM sqlite_stat1');
  connection.close();
}

test('opening a database to write brings its statistics up to date', async () => {
  await forgetStatistics();
  expect(believed(example.file, 'entries')).toBe(null);
  const database = await connect(example.url);
  expect(believed(example.file, 'entries')).toBe(await database.read.entry.count());
  await database.close();
});

test('where nothing may be written, the statistics are not either', async () => {
  await forgetStatistics();
  const requireWritable = () => {
    throw new Error('Nothing may be written.');
  };
  const database = await connect(example.url, { requireWritable });
  expect(await database.read.entry.count()).toBeGreaterThan(0);
  expect(believed(example.file, 'entries')).toBe(null);
  await database.close();
});

test('a new database gets its statistics with its migrations', async () => {
  const file = join(temporaryFolder(), 'new.db');
  await migrate(`file:${file}`);
  expect(believed(file, '_prisma_migrations')).toBeGreaterThan(0);
});

test('a write as large as an import updates the statistics; a small one does not', async () => {
  const { database, file } = example;
  const insert = (from: number, count: number) =>
    database.write(async (tx) => {
      const plain = plainSql(tx);
      for (let number = from; number < from + count; number += 1)
        await plain.insert('parties', { slug: `party-${number}`, name: `Party ${number}`, kind: 'state' });
    });
  const before = believed(file, 'parties');
  await insert(0, 1);
  expect(believed(file, 'parties')).toBe(before);
  await insert(1, 10_000);
  expect(believed(file, 'parties')).toBeGreaterThan(9_000);
});
