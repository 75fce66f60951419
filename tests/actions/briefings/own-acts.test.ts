import { afterEach, beforeEach, expect, test } from 'vitest';
import { clarifyBriefing } from '../../../src/actions/briefings/clarify-briefing.js';
import { publishBriefing } from '../../../src/actions/briefings/publish-briefing.js';
import { restoreOwn } from '../../../src/actions/briefings/restore-own.js';
import { retractOwn } from '../../../src/actions/briefings/retract-own.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { createStructure, noon } from '../../support/structure.js';

let base: TestDatabase;
let negotiationId: number;
let record: number;

beforeEach(async () => {
  base = await createTestDatabase();
  ({ negotiationId } = await createStructure(base.database));
  const words = { topic: null, demand: null, day: '2025-08-20', text: 'Both sides wait.' };
  ({ record } = await publishBriefing(base.database, theServer, { negotiationId, words }, noon));
});

afterEach(() => base.remove());

const act = (reason: string, number = record) =>
  ({ negotiationId, noun: 'briefing', record: number, reason }) as const;

test('a briefing is retracted and restored with a reason, and only as it stands', async () => {
  const { database } = base;
  await expect(retractOwn(database, theServer, act('No.'), noon)).rejects.toMatchObject({
    problems: [{ field: 'reason' }],
  });
  await expect(restoreOwn(database, theServer, act('It is right.'), noon)).rejects.toThrow('stands already');
  await retractOwn(database, theServer, act('It was too early.'), noon);
  await expect(retractOwn(database, theServer, act('It was too early.'), noon)).rejects.toThrow('already');
  const clarified = clarifyBriefing(database, theServer, { negotiationId, record, text: 'Other.' }, noon);
  await expect(clarified).rejects.toThrow('restore it first');
  await restoreOwn(database, theServer, act('It was not too early.'), noon);
  await expect(retractOwn(database, theServer, act('Nothing is there.', 99), noon)).rejects.toThrow(
    'no such briefing',
  );
});

test('what a briefing says cannot be changed or deleted', async () => {
  const change = base.database.write((tx) => tx.briefing.updateMany({ data: { text: 'Other words' } }));
  await expect(change).rejects.toThrow();
  await expect(base.database.write((tx) => tx.briefing.deleteMany())).rejects.toThrow();
});
