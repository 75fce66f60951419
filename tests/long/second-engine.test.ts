import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineOf } from '../../src/data/open.js';
import { plainSql } from '../../src/data/engine/statements.js';
import { createExampleDatabase, openWith } from '../support/database.js';
import { secondEngine } from '../support/second-engine.js';

beforeAll(() => openWith(secondEngine));
afterAll(() => openWith(engineOf));

/**
 * Whatever editors do, in whatever order; publication, the matrix in all its forms, the record chain and search: as the
 * files test them on the engine of the server.
 */
const suites = [
  '../actions/record-model.test.ts',
  '../data/search/search.test.ts',
  '../web/desk/updates/conflicts.test.ts',
  '../web/readers/exports/whole-text.test.ts',
  '../web/readers/record-chain/record-chain.test.ts',
  '../web/readers/search/search.test.ts',
  '../web/readers/search/acts.test.ts',
];

for (const suite of suites)
  describe(suite, async () => {
    await import(/* @vite-ignore */ suite);
  });

test('this engine always answers later, and reads instants as instants', async () => {
  const example = await createExampleDatabase();
  const plain = plainSql(example.database.read);
  let isAnswered = false;
  const answer = plain.row<{ recordedAt: Date }>('SELECT max(recorded_at) AS recordedAt FROM publications');
  void answer.then(() => {
    isAnswered = true;
  });
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
  expect(isAnswered).toBe(false);
  expect((await answer)?.recordedAt).toBeInstanceOf(Date);
  await example.remove();
});
