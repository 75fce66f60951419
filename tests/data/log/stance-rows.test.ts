import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logUpdate } from '../../../src/actions/updates/log-update.js';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import { appendOnlyTables } from '../../../src/data/engine/append-only.js';
import { plainSqlOf } from '../../../src/data/engine/sqlite/driver.js';
import { findRecord } from '../../../src/data/log/records.js';
import { stanceEntriesOfNegotiation } from '../../../src/data/log/stance-entries.js';
import { searchStances } from '../../../src/data/search/search.js';
import type { Stance } from '../../../src/domain/log/stance.js';
import { isText, stanceFields } from '../../../src/domain/log/stance-fields.js';
import type { NewStance } from '../../../src/domain/log/new-stance.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { searchTerms } from '../../../src/domain/search.js';
import { fullStance, newSource, wordOf } from '../../domain/update-builder.js';
import { createExampleDatabase, exampleRecordedAt, type TestDatabase } from '../../support/database.js';

let example: TestDatabase;
let direct: Sqlite.Database;
let published: NewStance;
let sequence: number;
const negotiationId = 1;

beforeAll(async () => {
  example = await createExampleDatabase();
  const { read } = example.database;
  const rubio = await read.speaker.findFirstOrThrow({ where: { name: 'Marco Rubio' } });
  const ukraine = await read.party.findFirstOrThrow({ where: { slug: 'ukraine' } });
  const demand = await read.demand.findFirstOrThrow({ where: { slug: 'crimea' } });
  const about = { party: ukraine.id, demand: demand.id, accountBy: rubio.partyId, speaker: rubio.id };
  published = fullStance(about);
  const words = { headline: 'Every field', sources: [newSource()], stances: [published] };
  const input = { negotiationId, update: { ...words, idempotencyKey: 'every-field' }, seen: null };
  await logUpdate(example.database, theServer, input, exampleRecordedAt);
  direct = new Sqlite(example.file);
  direct.pragma('foreign_keys = OFF');
  sequence = direct.prepare('SELECT max(sequence) FROM stances').pluck().get() as number;
});

afterAll(async () => {
  direct.close();
  await example.remove();
});

const row = () =>
  direct.prepare('SELECT * FROM stances WHERE sequence = ?').get(sequence) as Record<string, unknown>;

test('a stance that says something in every field leaves no column of its row empty', () => {
  const empty = Object.entries(row()).filter(([, value]) => value === null);
  expect(empty).toEqual([]);
});

test('it is read as it was published, by itself and in an export', async () => {
  const { citations: _citations, ...said } = published;
  const speaker = { id: published.speaker, name: 'Marco Rubio' };
  const expected: Partial<Stance> = { ...said, speaker, sequence, day: published.date } as Stance;
  const state = await findRecord(example.database.read, negotiationId, sequence);
  expect(state?.stance).toEqual(expected);
  const exported: (Stance | null)[] = [];
  for await (const entries of stanceEntriesOfNegotiation(example.database.read, negotiationId, sequence))
    exported.push(...entries.map(({ stance }) => stance));
  expect(exported.at(-1)).toEqual(expected);
});

test('it is found by the words of the fields that are searched, and of no other', async () => {
  const found: string[] = [];
  for (const { name } of stanceFields.filter(isText)) {
    const terms = searchTerms(wordOf(name));
    const asked = { ...{ negotiationId, demands: [], terms, asOf: null, most: 9 }, order: 'newest' } as const;
    const hits = await searchStances(example.database.read, { ...asked, known: sequence });
    if (hits.length > 0) found.push(name);
  }
  expect(found).toEqual(stanceFields.filter(({ told }) => told.isSearched).map(({ name }) => name));
});

describe('what is written over a column of it past every door', () => {
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
