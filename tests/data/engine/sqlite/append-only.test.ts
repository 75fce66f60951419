import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendOnlyTables, columnsWithTexts } from '../../../../src/data/engine/append-only.js';
import { removableTexts, type TextTable, tombstone } from '../../../../src/domain/log/removal.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { insertSampleRow, sampleInsert, sampleValues } from '../../../support/sample-row.js';

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
    // It should fail at the trigger, not at a reference to a row that the sample leaves out.
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

describe.each(Object.entries(columnsWithTexts))('a text of %s', (table, columns) => {
  const texts = removableTexts[table as TextTable].map((field) => ({
    field,
    column: field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  }));

  beforeEach(() => {
    insertSampleRow(direct, table);
    direct.pragma('foreign_keys = OFF');
  });

  const set = (assignment: string) => direct.prepare(`UPDATE "${table}" SET ${assignment}`).run();
  const refusal = `The rows of ${table} are never changed.`;

  function recordRemoval(field: string): void {
    const place = table === 'updates' ? 'update_id' : 'sequence';
    const insert = `INSERT INTO removals (${place}, field, digest, reason, removed_at, user_id)
      VALUES (1, ?, 'digest', 'A court order.', 0, 1)`;
    direct.prepare(insert).run(`${table}.${field}`);
  }

  test('the trigger names every column of the table', () => {
    const found = direct.prepare(`PRAGMA table_info("${table}")`).all() as { name: string }[];
    expect([...columns].sort()).toEqual(found.map(({ name }) => name).sort());
  });

  test.each(texts)(
    'gives way to the tombstone only once its removal is recorded: $field',
    ({ field, column }) => {
      expect(() => set(`${column} = '${tombstone}'`)).toThrow(refusal);
      for (const other of texts) if (other.field !== field) recordRemoval(other.field);
      expect(() => set(`${column} = '${tombstone}'`)).toThrow(refusal);
      recordRemoval(field);
      for (const words of ["'other words'", 'NULL', "''"]) {
        expect(() => set(`${column} = ${words}`)).toThrow(refusal);
      }
      set(`${column} = '${tombstone}'`);
      expect(direct.prepare(`SELECT ${column} FROM "${table}"`).pluck().get()).toBe(tombstone);
      expect(() => set(`${column} = 'x'`)).toThrow(refusal);
    },
  );

  test('takes nothing else of its row with it', () => {
    for (const { field } of texts) recordRemoval(field);
    const [text] = texts;
    const kept = columns.filter((column) => !texts.some((each) => each.column === column));
    for (const column of kept) {
      const change = `${text?.column} = '${tombstone}', ${column} = 'altered'`;
      expect(() => set(change), column).toThrow();
    }
    expect(() => direct.prepare(`DELETE FROM "${table}"`).run()).toThrow('never deleted');
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
