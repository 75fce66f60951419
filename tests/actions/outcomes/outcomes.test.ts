import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordOutcome } from '../../../src/actions/outcomes/record-outcome.js';
import { retractOutcome } from '../../../src/actions/outcomes/retract-outcome.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import { chainEntry } from '../../../src/data/chain/record-chain.js';
import { findNegotiation } from '../../../src/data/structure/negotiations.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { outcomeOn } from '../../../src/domain/structure/outcome.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { createStructure, noon, timeSource } from '../../support/structure.js';

let fresh: TestDatabase;

beforeEach(async () => {
  fresh = await createTestDatabase();
});

afterEach(() => fresh.remove());

const words = {
  outcome: 'carried_out',
  event: null,
  date: '2025-08',
  summary: 'It was signed and took effect.',
};

test('a day that is known to the month counts from the day of its source, and the chain holds what was published', async () => {
  const { database } = fresh;
  const { negotiationId, demand: demandId } = await createStructure(database);
  const input = { negotiationId, demandId, outcome: words, sources: [{ source: timeSource, locator: null }] };
  const { sequence } = await recordOutcome(database, theServer, input, noon);
  const found = await findNegotiation(database.read, 'russia-ukraine');
  const entries = found?.demands[0]?.outcomes ?? [];
  expect(outcomeOn(entries, null)?.words).toMatchObject({ date: '2025-08', day: '2025-08-10' });
  expect((await chainEntry(database.read, sequence))?.contents).toContain('"sources": [');
  const act = { negotiationId, demandId, record: sequence, reason: 'It was signed by nobody.' };
  await retractOutcome(database, theServer, act, noon);
  expect((await verifyRecord(plainSql(database.read))).findings).toEqual([]);
});
