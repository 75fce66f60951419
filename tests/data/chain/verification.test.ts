import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendOnlyTables } from '../../../src/data/engine/append-only.js';
import { plainSqlOf } from '../../../src/data/engine/sqlite/driver.js';
import { extendRecordChain } from '../../../src/data/chain/record-chain.js';
import { findingSentence, verifyRecord } from '../../../src/data/chain/verification.js';
import { type ChainColumns, chainColumns } from '../../../src/domain/log/record-chain.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';

let example: TestDatabase;
let direct: Sqlite.Database;

beforeEach(async () => {
  example = await createExampleDatabase();
  direct = new Sqlite(example.file);
  direct.pragma('foreign_keys = OFF');
  for (const table of appendOnlyTables) {
    direct.exec(`DROP TRIGGER ${table}_refuse_update; DROP TRIGGER ${table}_refuse_delete`);
  }
});

afterEach(async () => {
  direct.close();
  await example.remove();
});

const verify = async () => {
  const { count, findings } = await verifyRecord(plainSqlOf(direct));
  return { count, findings: findings.map(findingSentence) };
};

test('a record that nobody has altered verifies, up to its newest number', async () => {
  const { head, count, findings } = await verifyRecord(plainSqlOf(direct));
  const newest = direct
    .prepare('SELECT sequence, hash FROM chain_links ORDER BY sequence DESC LIMIT 1')
    .get();
  expect({ head, count, findings }).toEqual({ head: newest, count: 58, findings: [] });
});

const altered = '№ 46 does not hold what was published.';

describe('what somebody with access to the file does is found:', () => {
  test.each([
    ['other words', `UPDATE stances SET summary = 'Other words.' WHERE sequence = 46`, altered],
    ['another position', `UPDATE stances SET position = 'favours' WHERE sequence = 46`, altered],
    ['another day', `UPDATE stances SET effective_day = '2025-08-01' WHERE sequence = 46`, altered],
    ['another recorder', `UPDATE entries SET user_id = 5 WHERE sequence = 46`, altered],
    ['another kind', `UPDATE entries SET kind = 'retraction' WHERE sequence = 46`, altered],
    [
      'words replaced',
      `CREATE TEMP TABLE words AS SELECT * FROM stances WHERE sequence = 46; UPDATE words SET position = 'agreed'; REPLACE INTO stances SELECT * FROM words`,
      altered,
    ],
    ['a citation taken away', 'DELETE FROM citations WHERE sequence = 46', altered],
    ['a citation added', 'INSERT INTO citations (sequence, source_id, ordinal) VALUES (46, 1, 7)', altered],
    [
      'another instant',
      `UPDATE publications SET recorded_at = '2025-08-19T00:00:00.000+00:00' WHERE sequence = 46`,
      altered,
    ],
    ['a stance taken away', 'DELETE FROM stances WHERE sequence = 46', altered],
    [
      'a tombstone without a removal',
      `UPDATE stances SET summary = '[Removed]' WHERE sequence = 46`,
      altered,
    ],
    [
      'an entry and its number taken away',
      'DELETE FROM publications WHERE sequence = 46; DELETE FROM entries WHERE sequence = 46; DELETE FROM stances WHERE sequence = 46; DELETE FROM citations WHERE sequence = 46',
      '№ 46 is in the chain, but not in the log.',
    ],
    [
      'all of a number taken away',
      'DELETE FROM publications WHERE sequence = 46; DELETE FROM entries WHERE sequence = 46; DELETE FROM stances WHERE sequence = 46; DELETE FROM citations WHERE sequence = 46; DELETE FROM chain_links WHERE sequence = 46',
      '№ 46 is missing, with its link.',
    ],
    [
      'a link taken away',
      'DELETE FROM chain_links WHERE sequence = 46',
      '№ 46 is in the log, but not in the chain.',
    ],
    ['another salt', `UPDATE chain_links SET salt = 'x' WHERE sequence = 46`, altered],
    [
      'another hash of the contents',
      `UPDATE chain_links SET content_hash = 'x' WHERE sequence = 46`,
      altered,
    ],
    [
      'a link under another number',
      'UPDATE chain_links SET sequence = 59 WHERE sequence = 46',
      '№ 46 is in the log, but not in the chain.',
    ],
    [
      'a link of nothing',
      `INSERT INTO chain_links VALUES (59, 'x', 'x', 'x')`,
      '№ 59 is in the chain, but not in the log.',
    ],
    [
      'a link replaced',
      `REPLACE INTO chain_links SELECT 46, salt, content_hash, 'x' FROM chain_links WHERE sequence = 46`,
      '№ 46 has a link that does not follow from the one before it.',
    ],
    [
      'something published past the chain',
      'INSERT INTO publications (sequence, recorded_at) VALUES (59, 1)',
      '№ 59 is in the log, but not in the chain.',
    ],
    [
      'an update of nothing',
      `INSERT INTO updates VALUES (9, 1, 'x', 1, NULL, 'k')`,
      'The update 9 belongs to nothing that was published.',
    ],
    [
      'a closing under the number of an entry',
      `INSERT INTO closings (sequence, negotiation_id, act, demand_id) VALUES (46, 1, 'closed', 2)`,
      'The row of closings 46 belongs to nothing that was published.',
    ],
    [
      'an outcome under the number of what was created',
      `INSERT INTO outcomes (sequence, negotiation_id, kind, record, demand_id) VALUES (8, 1, 'report', 8, 2)`,
      'The row of outcomes 8 belongs to nothing that was published.',
    ],
    [
      'an account of compliance under the number of what was created',
      `INSERT INTO compliance (sequence, negotiation_id, kind, record, demand_id, outcome_record, party_id) VALUES (8, 1, 'report', 8, 2, 8, 1)`,
      'The row of compliance 8 belongs to nothing that was published.',
    ],
    [
      'a source of no publication',
      'INSERT INTO publication_sources VALUES (46, 0, 1, NULL)',
      'The source of a publication 46 belongs to nothing that was published.',
    ],
    [
      'a stance of nothing',
      `INSERT INTO entries (sequence, kind, negotiation_id, record, update_id, user_id, reason) SELECT 59, kind, negotiation_id, 59, NULL, NULL, NULL FROM entries WHERE sequence = 46`,
      '№ 59 is missing, with its link.',
    ],
  ])('%s', async (_name, sql, finding) => {
    direct.exec(sql);
    expect((await verify()).findings).toContain(finding);
  });

  test('a headline is held by the first entry of its update', async () => {
    direct.exec(`UPDATE updates SET headline = 'Another headline' WHERE id = 1`);
    expect((await verify()).findings).toEqual(['№ 25 does not hold what was published.']);
  });

  test('the wording of a demand that has stances is held by each of them', async () => {
    direct.exec(`UPDATE demands SET proposition = 'Ukraine keeps Crimea' WHERE slug = 'crimea'`);
    const stances = direct
      .prepare(
        `SELECT s.sequence FROM stances s JOIN demands d ON d.id = demand_id WHERE d.slug = 'crimea' ORDER BY 1`,
      )
      .pluck()
      .all();
    expect((await verify()).findings).toEqual(
      stances.map((sequence) => `№ ${String(sequence)} does not hold what was published.`),
    );
  });

  test('a recomputed link no longer fits those after it', async () => {
    direct.exec(`UPDATE chain_links SET hash = '${'0'.repeat(64)}' WHERE sequence = 46`);
    expect((await verify()).findings).toEqual([
      '№ 46 has a link that does not follow from the one before it.',
      '№ 47 has a link that does not follow from the one before it.',
    ]);
  });
});

test('once something is published past the chain, nothing more is recorded, and a sentence says why', async () => {
  direct.exec('INSERT INTO publications (sequence, recorded_at) VALUES (59, 1)');
  const write = example.database.write((tx) => tx.publication.count());
  await expect(write).rejects.toThrow('entries that are not in its chain');
});

test('only the newest part is checked where that is asked for', async () => {
  direct.exec(`UPDATE stances SET summary = 'Other words.' WHERE sequence IN (30, 46)`);
  const { count, findings } = await verifyRecord(plainSqlOf(direct), { from: 40 });
  expect([count, findings.map(findingSentence)]).toEqual([19, [altered]]);
});

test('an empty record verifies', async () => {
  for (const table of [...appendOnlyTables].reverse()) direct.exec(`DELETE FROM ${table}`);
  expect(await verifyRecord(plainSqlOf(direct))).toEqual({ head: null, count: 0, findings: [] });
});

describe('a column that is added to a chain of the old kind', () => {
  const columns: ChainColumns = {
    ...chainColumns,
    stances: { first: [], ...chainColumns.stances, later: [...(chainColumns.stances?.later ?? []), 'place'] },
  };
  const verifyWith = async (told: ChainColumns) => {
    const { head, findings } = await verifyRecord(plainSqlOf(direct), { columns: told });
    return { head, findings: findings.map(findingSentence) };
  };
  const report = (sequence: number, place: string) =>
    `INSERT INTO publications VALUES (${sequence}, '2025-08-21T12:00:00.000+00:00');
     INSERT INTO entries (sequence, kind, negotiation_id, record, update_id, user_id, reason) SELECT ${sequence}, kind, negotiation_id, ${sequence}, update_id, user_id, reason FROM entries WHERE sequence = 46;
     CREATE TEMP TABLE words AS SELECT * FROM stances WHERE sequence = 46;
     UPDATE words SET sequence = ${sequence}, place = ${place};
     INSERT INTO stances SELECT * FROM words; DROP TABLE words`;

  beforeEach(() => direct.exec('ALTER TABLE stances ADD COLUMN place TEXT'));

  test('leaves every hash as it is', async () => {
    const before = await verifyWith(chainColumns);
    expect(before.findings).toEqual([]);
    expect(await verifyWith(columns)).toEqual(before);
  });

  test('is hashed from its first use on, and only where it holds something', async () => {
    direct.exec(`${report(59, `'Anchorage'`)}; ${report(60, 'NULL')}`);
    await extendRecordChain(plainSqlOf(direct), columns);
    const { head, findings } = await verifyWith(columns);
    expect({ sequence: head?.sequence, findings }).toEqual({ sequence: 60, findings: [] });
    expect((await verifyWith(chainColumns)).findings).toEqual([altered.replace('46', '59')]);
  });

  test.each([
    ['other words in the place of those published', `place = 'Geneva' WHERE sequence = 59`, 59],
    ['words taken away', 'place = NULL WHERE sequence = 59', 59],
    ['words under an entry of the old kind', `place = 'Geneva' WHERE sequence = 46`, 46],
  ])('is forged: %s', async (_name, change, sequence) => {
    direct.exec(report(59, `'Anchorage'`));
    await extendRecordChain(plainSqlOf(direct), columns);
    direct.exec(`UPDATE stances SET ${change}`);
    expect((await verifyWith(columns)).findings).toEqual([altered.replace('46', String(sequence))]);
  });
});
