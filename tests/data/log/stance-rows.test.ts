import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import { appendOnlyTables } from '../../../src/data/engine/append-only.js';
import { plainSqlOf } from '../../../src/data/engine/sqlite/driver.js';
import { findRecord } from '../../../src/data/log/records.js';
import { stanceEntriesOfNegotiation } from '../../../src/data/log/stance-entries.js';
import type { Stance } from '../../../src/domain/log/stance.js';
import type { NewStance } from '../../../src/domain/log/new-stance.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';
import { publishFullStance } from '../../support/full-stance.js';

let example: TestDatabase;
let direct: Sqlite.Database;
let published: NewStance;
let sequence: number;

beforeAll(async () => {
  example = await createExampleDatabase();
  ({ published, sequence } = await publishFullStance(example.database));
  direct = new Sqlite(example.file);
  direct.pragma('foreign_keys = OFF');
});

afterAll(async () => {
  direct.close();
  await example.remove();
});

const row = () =>
  direct.prepare('SELECT * FROM stances WHERE sequence = ?').get(sequence) as Record<string, unknown>;

test('a stance that says something in every field leaves no column of its row empty but those that no conditional account of one party can have', () => {
  const empty = Object.entries(row()).filter(([, value]) => value === null);
  expect(empty).toEqual([
    ['declared_priority', null],
    ['direction', null],
    ['joint', null],
  ]);
});

test('that stance is read as it was published, by itself and in an export', async () => {
  const { citations: _citations, ...said } = published;
  const speaker = { id: published.speaker, name: 'Marco Rubio' };
  const expected: Partial<Stance> = {
    ...said,
    speaker,
    sequence,
    joint: null,
    quoteCheck: 'found_twice',
    day: published.date,
  } as Stance;
  const state = await findRecord(example.database.read, 1, sequence);
  expect(state?.stance).toEqual(expected);
  const exported: (Stance | null)[] = [];
  for await (const entries of stanceEntriesOfNegotiation(example.database.read, 1, sequence))
    exported.push(...entries.map(({ stance }) => stance));
  expect(exported.at(-1)).toEqual(expected);
});

describe('what is written over one of its columns past all actions', () => {
  test('is found by verification, whichever it is', async () => {
    for (const table of appendOnlyTables) direct.exec(`DROP TRIGGER ${table}_refuse_update`);
    const unseen: string[] = [];
    // Its number is that of its entry, by which it is found.
    for (const [column, value] of Object.entries(row()).filter(([name]) => name !== 'sequence')) {
      const write = direct.prepare(`UPDATE stances SET ${column} = ? WHERE sequence = ${sequence}`);
      write.run(typeof value === 'number' ? value - 1 : 'forged');
      const { findings } = await verifyRecord(plainSqlOf(direct), { from: sequence });
      if (findings.length === 0) unseen.push(column);
      write.run(value);
    }
    expect(unseen).toEqual([]);
  });
});
