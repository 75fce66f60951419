import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendOnlyTriggers } from '../../../src/data/engine/sqlite/append-only-triggers.js';
import { inspectFile } from '../../support/inspected-file.js';
import { linkOfHash } from '../../../src/data/chain/record-chain.js';
import { findingSentence } from '../../../src/data/chain/verification.js';
import { cutOffNewestUpdate } from '../../support/cut-off.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';

let example: TestDatabase;
let direct: Sqlite.Database;

beforeEach(async () => {
  example = await createExampleDatabase();
  direct = new Sqlite(example.file);
  direct.pragma('foreign_keys = OFF');
});

afterEach(async () => {
  direct.close();
  await example.remove();
});

const found = async () => (await inspectFile(example.file)).findings.map(findingSentence);
const altered = '№ 46 does not hold what was published.';

/** The tables that the record chain holds, with a change to one row of each. */
const changes = [
  ['publications', 'UPDATE publications SET recorded_at = 1 WHERE sequence = 46', altered],
  ['entries', 'UPDATE entries SET user_id = 9 WHERE sequence = 46', altered],
  ['stances', `UPDATE stances SET summary = 'Other words.' WHERE sequence = 46`, altered],
  ['citations', 'DELETE FROM citations WHERE sequence = 46', altered],
  [
    'updates',
    `UPDATE updates SET headline = 'Another headline' WHERE id = 1`,
    '№ 25 does not hold what was published.',
  ],
  [
    'update_sources',
    'DELETE FROM update_sources WHERE update_id = 1',
    '№ 25 does not hold what was published.',
  ],
  ['chain_links', `UPDATE chain_links SET content_hash = 'x' WHERE sequence = 46`, altered],
] as const;

/** Does something without the triggers of a table, and puts them back as they were. */
function without(table: string, sql: string): void {
  const triggers = appendOnlyTriggers.filter((trigger) => trigger.table === table);
  for (const { name } of triggers) direct.exec(`DROP TRIGGER ${name}`);
  direct.exec(sql);
  for (const trigger of triggers) direct.exec(trigger.sql);
}

describe.each(changes)('%s', (table, sql, finding) => {
  test('refuses the change, also where the file is attached to another database', async () => {
    expect(() => direct.exec(sql)).toThrow(`The rows of ${table} are never`);
    const other = new Sqlite(':memory:');
    other.prepare('ATTACH ? AS attached').run(example.file);
    expect(() => other.exec(sql.replace(table, `attached.${table}`))).toThrow(
      `The rows of ${table} are never`,
    );
    other.close();
    expect(await found()).toEqual([]);
  });

  test('a change is found after its triggers have been put back', async () => {
    without(table, sql);
    expect(await found()).toContain(finding);
  });

  test('triggers removed from the schema by hand are found, and so is what was done without them', async () => {
    direct.unsafeMode(true);
    direct.pragma('writable_schema = ON');
    direct.prepare(`DELETE FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?`).run(table);
    direct.close();
    direct = new Sqlite(example.file);
    direct.pragma('foreign_keys = OFF');
    direct.exec(sql);
    expect(await found()).toEqual(
      expect.arrayContaining([
        `The log is not protected: ${table}_refuse_update is missing or altered.`,
        `The log is not protected: ${table}_refuse_delete is missing or altered.`,
        finding,
      ]),
    );
  });
});

/** Changes rows of a table but not the index of them, as damage to the file does. */
function behindIndex(table: string, index: string, key: string, sql: string): void {
  const reopen = () => {
    direct.close();
    direct = new Sqlite(example.file);
    direct.pragma('foreign_keys = OFF');
    direct.unsafeMode(true);
    direct.pragma('writable_schema = ON');
  };
  reopen();
  const schema = direct.prepare('SELECT type, tbl_name, rootpage, sql FROM sqlite_master WHERE name = ?');
  const [indexed, kept] = [schema.get(table), schema.get(index)] as { sql: string | null }[];
  direct
    .prepare(`UPDATE sqlite_master SET sql = replace(sql, ?, 'CHECK (1)') WHERE name = ?`)
    .run(key, table);
  direct.prepare('DELETE FROM sqlite_master WHERE name = ?').run(index);
  reopen();
  without(table, sql);
  direct.prepare('UPDATE sqlite_master SET sql = ? WHERE name = ?').run(indexed?.sql, table);
  direct
    .prepare('INSERT INTO sqlite_master VALUES (@type, @name, @tbl_name, @rootpage, @sql)')
    .run({ name: index, ...kept });
  reopen();
}

test.each([
  [
    'citations',
    'citations_sequence_ordinal_key',
    'no key of its own',
    'UPDATE citations SET ordinal = 7 WHERE sequence = 46',
    altered,
  ],
  [
    'update_sources',
    'sqlite_autoindex_update_sources_1',
    'PRIMARY KEY ("update_id", "source_id")',
    'UPDATE update_sources SET source_id = 7 WHERE update_id = 1',
    '№ 25 does not hold what was published.',
  ],
])('rows of %s are read from the table, not from an index of it', async (table, index, key, sql, finding) => {
  behindIndex(table, index, key, sql);
  expect(await found()).toContain(finding);
});

test('a trigger that was altered so that it never fires is found', async () => {
  direct.unsafeMode(true);
  direct.pragma('writable_schema = ON');
  direct.exec(
    `UPDATE sqlite_master SET sql = replace(sql, ' BEGIN', ' WHEN 0 BEGIN') WHERE name = 'chain_links_refuse_update'`,
  );
  expect(await found()).toContain(
    'The log is not protected: chain_links_refuse_update is missing or altered.',
  );
});

test('columns whose names were swapped in the schema are found', async () => {
  direct.unsafeMode(true);
  direct.pragma('writable_schema = ON');
  direct.exec(
    `UPDATE sqlite_master SET sql =
       replace(replace(replace(sql, '"summary"', '"x"'), '"conditions"', '"summary"'), '"x"', '"conditions"')
     WHERE name = 'stances'`,
  );
  direct.close();
  direct = new Sqlite(example.file);
  expect(await found()).toContain(altered);
});

test('REPLACE on a connection that does not fire triggers for it gets through, and is found', async () => {
  direct.pragma('recursive_triggers = OFF');
  direct.exec(
    `REPLACE INTO chain_links SELECT 46, 'x', content_hash, hash FROM chain_links WHERE sequence = 46`,
  );
  expect(await found()).toEqual([altered]);
});

test('the connections of the program cannot write to the schema by hand', async () => {
  const write = example.database.write(async (tx) => {
    await tx.$queryRaw`PRAGMA writable_schema = ON`;
    await tx.$executeRaw`DELETE FROM sqlite_master WHERE type = 'trigger'`;
  });
  await expect(write).rejects.toThrow(/sqlite_master may not be modified/);
  expect(await found()).toEqual([]);
});

test('newest entries cut off with their links are not found by the chain alone, but by a head kept elsewhere', async () => {
  const { head } = await inspectFile(example.file);
  cutOffNewestUpdate(example.file);
  const { head: left, findings } = await inspectFile(example.file);
  expect(findings).toEqual([]);
  expect(left?.sequence).toBeLessThan(head?.sequence ?? 0);
  expect(await linkOfHash(example.database.read, head?.hash ?? '')).toBe(null);
  expect(await linkOfHash(example.database.read, left?.hash ?? '')).toMatchObject(left ?? {});
});
