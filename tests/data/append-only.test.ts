import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendOnlyTables } from '../../src/data/append-only.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { insertSampleRow, sampleInsert, sampleValues } from '../support/sample-row.js';

let fresh: TestDatabase;
let direct: Sqlite.Database;

beforeEach(async () => {
  fresh = await createTestDatabase();
  direct = new Sqlite(fresh.file);
  direct.pragma('recursive_triggers = ON');
});

afterEach(async () => {
  direct.close();
  await fresh.remove();
});

describe.each(appendOnlyTables)('%s', (table) => {
  let before: unknown;

  beforeEach(() => {
    insertSampleRow(direct, table);
    // Only the trigger is to be met here, not a reference to a row that the sample leaves out.
    direct.pragma('foreign_keys = OFF');
    before = rows();
  });

  const rows = () => direct.prepare(`SELECT * FROM "${table}"`).all();

  function expectRefused(sql: string, values: unknown[] = []): void {
    expect(() => direct.prepare(sql).run(...values)).toThrow(`The rows of ${table} are never`);
    expect(rows()).toEqual(before);
  }

  test('refuses UPDATE', () => expectRefused(`UPDATE "${table}" SET rowid = rowid + 1`));

  test('refuses DELETE', () => expectRefused(`DELETE FROM "${table}"`));

  test('refuses INSERT OR REPLACE', () => {
    expectRefused(sampleInsert(direct, table, 'INSERT OR REPLACE'), sampleValues(direct, table));
  });

  test('refuses an upsert', () => {
    const insert = sampleInsert(direct, table);
    expectRefused(`${insert} ON CONFLICT DO UPDATE SET rowid = rowid`, sampleValues(direct, table));
  });
});

describe('through the Database', () => {
  const recordedAt = new Date(0);

  beforeEach(() =>
    fresh.database.write((transaction) =>
      transaction.publication.create({ data: { sequence: 1, recordedAt } }),
    ),
  );

  afterEach(async () => {
    expect(await fresh.database.read.publication.findMany()).toEqual([{ sequence: 1, recordedAt }]);
  });

  test('an update of a published row is refused', async () => {
    const data = { recordedAt: new Date(1) };
    const update = fresh.database.write((transaction) =>
      transaction.publication.update({ where: { sequence: 1 }, data }),
    );
    await expect(update).rejects.toThrow();
  });

  test('an upsert of a published row is refused', async () => {
    const upsert = fresh.database.write((transaction) =>
      transaction.publication.upsert({
        where: { sequence: 1 },
        create: { sequence: 1, recordedAt },
        update: { recordedAt: new Date(1) },
      }),
    );
    await expect(upsert).rejects.toThrow();
  });

  test('a deletion of a published row is refused', async () => {
    const deletion = fresh.database.write((transaction) => transaction.publication.deleteMany());
    await expect(deletion).rejects.toThrow();
  });
});
