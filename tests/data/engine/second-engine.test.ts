import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineOf } from '../../../src/data/open.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { createExampleDatabase, openWith } from '../../support/database.js';
import { secondEngine } from '../../support/second-engine.js';

beforeAll(() => openWith(secondEngine));
afterAll(() => openWith(engineOf));

/**
 * Publication, the matrix in all its forms, the record chain and search: as the files test them on the engine of the
 * server. Whatever editors do, in whatever order, is done here too, among the long tests.
 */
const suites = [
  '../search/search.test.ts',
  '../../web/desk/updates/conflicts.test.ts',
  '../../web/readers/exports/whole-text.test.ts',
  '../../web/readers/record-chain/record-chain.test.ts',
  '../../web/readers/search/search.test.ts',
  '../../web/readers/search/acts.test.ts',
];

for (const suite of suites)
  describe(suite, async () => {
    // Under another name, so that what was registered for its own file is registered for this one too.
    await import(/* @vite-ignore */ `${suite}?on=the-second-engine`);
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
