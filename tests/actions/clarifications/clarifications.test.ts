import { afterEach, beforeEach, expect, test } from 'vitest';
import { clarifyHeadline } from '../../../src/actions/clarifications/clarify-headline.js';
import { clarifyProposition } from '../../../src/actions/clarifications/clarify-proposition.js';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { findNegotiation } from '../../../src/data/structure/negotiations.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { negotiationAt } from '../../../src/domain/structure/negotiation.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';

let example: TestDatabase;

beforeEach(async () => {
  example = await createExampleDatabase();
});

afterEach(() => example.remove());

const now = new Date('2025-08-21T09:00:00Z');
const reason = 'The old words could be misread.';

test('clearer words are known from their number on, and the record verifies with the first words in it', async () => {
  const { database } = example;
  const negotiationId = 1;
  const { id: demandId, proposition } = await database.read.demand.findFirstOrThrow({
    where: { slug: 'crimea' },
  });
  const words = 'Ukraine accepts that Russia keeps control of Crimea';
  const { sequence } = await clarifyProposition(
    database,
    theServer,
    { negotiationId, demandId, words, reason },
    now,
  );
  await clarifyHeadline(database, theServer, { negotiationId, updateId: 1, words, reason }, now);
  const found = await findNegotiation(database.read, 'russia-ukraine');
  const wordsAt = (known: number) =>
    found && negotiationAt(found, known).demands.find(({ id }) => id === demandId)?.proposition;
  expect([wordsAt(sequence - 1), wordsAt(sequence)]).toEqual([proposition, words]);
  expect(found && negotiationAt(found, sequence).headlines).toEqual([]);
  expect((await verifyRecord(plainSql(database.read))).findings).toEqual([]);
  const same = { negotiationId, demandId, words, reason };
  await expect(clarifyProposition(database, theServer, same, now)).rejects.toThrow('Nothing would change');
});
