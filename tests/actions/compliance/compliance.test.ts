import { afterEach, beforeEach, expect, test } from 'vitest';
import { correctCompliance } from '../../../src/actions/compliance/correct-compliance.js';
import { recordCompliance } from '../../../src/actions/compliance/record-compliance.js';
import { recordOutcome } from '../../../src/actions/outcomes/record-outcome.js';
import { chainEntry } from '../../../src/data/chain/record-chain.js';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { findNegotiation } from '../../../src/data/structure/negotiations.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { accountsUnder } from '../../../src/domain/structure/compliance.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { createStructure, noon, timeSource } from '../../support/structure.js';

let fresh: TestDatabase;

beforeEach(async () => {
  fresh = await createTestDatabase();
});

afterEach(() => fresh.remove());

test('a day that is known to the month counts from the day of the first source, and a speaker keeps the office of then', async () => {
  const { database } = fresh;
  const { negotiationId, demand: demandId, ukraine } = await createStructure(database);
  const summary = 'It was signed and took effect.';
  const outcome = { outcome: 'carried_out', event: null, date: '2025-08-01', summary };
  const cited = { source: timeSource, locator: null };
  const { sequence: outcomeRecord } = await recordOutcome(
    database,
    theServer,
    { negotiationId, demandId, outcome, sources: [cited] },
    noon,
  );
  const speaker = await database.write((tx) =>
    tx.speaker.create({ data: { partyId: ukraine, name: 'Volodymyr Zelenskyy', role: 'President' } }),
  );
  const account = {
    ...{ party: ukraine, claim: 'kept', about: null, date: '2025-08', speaker: speaker.id },
    ...{ attribution: 'on_record_principal', accountBy: null },
    ...{ quote: 'Ми дотримуємося тиші', quoteLanguage: 'uk', quoteTranslation: null },
  };
  const input = { negotiationId, account, sources: [cited] };
  const { record } = await recordCompliance(database, theServer, { ...input, demandId, outcomeRecord }, noon);
  await database.write((tx) =>
    tx.speaker.update({ where: { id: speaker.id }, data: { role: 'Former President' } }),
  );
  const correction = { ...input, account: { ...account, claim: 'not_kept' }, record };
  await correctCompliance(database, theServer, { ...correction, reason: 'It was misheard.' }, noon);
  const found = await findNegotiation(database.read, 'russia-ukraine');
  const [standing] = accountsUnder(found?.demands[0]?.compliance ?? [], outcomeRecord, null);
  expect(standing?.words).toMatchObject({
    ...{ claim: 'not_kept', date: '2025-08', day: '2025-08-10' },
    speaker: { name: 'Volodymyr Zelenskyy', role: 'President' },
  });
  expect((await chainEntry(database.read, record))?.contents).toContain('"sources": [');
  expect((await verifyRecord(plainSql(database.read))).findings).toEqual([]);
});
