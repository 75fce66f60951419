import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { indexChanges } from '../../../../src/data/search/search-index.js';
import { plainSqlOf } from '../../../../src/data/engine/sqlite/driver.js';
import type { PlainSql } from '../../../../src/data/engine/statements.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { oneTo } from '../../../support/numbered-writes.js';

let fresh: TestDatabase;
let connection: Sqlite.Database;
let plain: PlainSql;

beforeEach(async () => {
  fresh = await createTestDatabase();
  connection = new Sqlite(fresh.file);
  plain = plainSqlOf(connection);
});

afterEach(async () => {
  connection.close();
  await fresh.remove();
});

/** In one transaction. */
async function put(sequences: readonly number[]): Promise<void> {
  const words = (sequence: number) => `ceasefire report ${sequence} ${'x'.repeat(sequence % 50)}`;
  await plain.words.putEntries(
    sequences.map((sequence) => ({ sequence, words: words(sequence), names: ['negotiation1'] })),
  );
}

/** The numbers of the parts that the index consists of, which FTS5 calls segments. */
function parts(): number[] {
  return connection.prepare<[], number>('SELECT DISTINCT segid FROM stance_search_idx').pluck().all();
}

test('what publications add is joined when there are 32 parts of about one size, and at no other time', async () => {
  const counts: number[] = [];
  for (const sequence of oneTo(140)) {
    await put([sequence]);
    counts.push(parts().length);
  }
  expect(counts).toEqual(oneTo(140).map((put) => 1 + ((put - 1) % 31)));
});

test('after very many rows at once the index is one part', async () => {
  for (const sequence of oneTo(3)) await put([sequence]);
  const outlets = oneTo(3).map((id) => ({ id, slug: `party-${id}`, name: `Party ${id}`, kind: 'state' }));
  await plain.insertAll('parties', outlets);
  await indexChanges(plain, undefined, 4);
  expect(parts()).toHaveLength(3);
  await plain.insertAll('parties', [{ id: 4, slug: 'party-4', name: 'Party 4', kind: 'state' }]);
  await indexChanges(plain, undefined, 1);
  expect(parts()).toHaveLength(1);
});
