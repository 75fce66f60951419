import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchStances } from '../../../src/data/search/search.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { searchTerms } from '../../../src/domain/search.js';
import { fillNegotiation } from '../../bench/data.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let filled: TestDatabase;

beforeAll(async () => {
  filled = await createTestDatabase();
  await fillNegotiation(filled.file, 2_600);
});

afterAll(() => filled.remove());

test('hits that are found in several statements are all found, newest first, each once', async () => {
  const { read } = filled.database;
  const search = { negotiationId: 1, demands: [], terms: searchTerms('the'), asOf: null } as const;
  const asked = { known: 1_000_000, most: 10_000, order: 'newest' } as const;
  const sequences = (await searchStances(read, { ...search, ...asked })).map(({ sequence }) => sequence);
  const sql = `SELECT sequence FROM stances JOIN entries USING (sequence)
    WHERE negotiation_id = 1 ORDER BY sequence DESC`;
  const all = (await plainSql(read).rows<{ sequence: number }>(sql)).map(({ sequence }) => sequence);
  expect(all.length).toBeGreaterThan(2_500);
  expect(sequences).toEqual(all);
});
