import { afterEach, beforeEach, expect, test } from 'vitest';
import { standingFindings } from '../../../src/data/chain/verifications.js';
import { openDatabase } from '../../../src/data/engine/database.js';
import { engineOf, noteVerification } from '../../../src/data/open.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';

let example: TestDatabase;

beforeEach(async () => {
  example = await createExampleDatabase();
});

afterEach(() => example.remove());

/** Kept with the minutes after three o’clock between which it ran. */
const note = (findings: string | null, from = 5, to = 7) =>
  noteVerification(example.url, { begunAt: at(from), endedAt: at(to), findings });
const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 3, minute));
const standing = () => standingFindings(example.database.read);

test('findings stand until a verification that began later finds nothing', async () => {
  expect(await standing()).toBe(null);
  await note('№ 46 does not hold what was published.', 5, 7);
  const found =
    'The verification that ended at 2026-03-02T03:07:00.000Z found: № 46 does not hold what was published.';
  expect(await standing()).toBe(found);
  // Another server was at it meanwhile.
  await note(null, 6, 9);
  expect(await standing()).toBe(found);
  await note(null, 10, 12);
  expect(await standing()).toBe(null);
});

test('of several findings the newest is told, and each stands until it is dispelled', async () => {
  await note('№ 46 does not hold what was published.', 5, 7);
  await note('№ 47 does not hold what was published.', 8, 10);
  expect(await standing()).toContain('ended at 2026-03-02T03:10:00.000Z found: № 47');
  await note(null, 9, 11);
  expect(await standing()).toContain('№ 47');
  await note(null, 10, 12);
  expect(await standing()).toBe(null);
});

test('what was found can be kept where nothing more is recorded, because something was published past the chain', async () => {
  const nothing = () => Promise.resolve();
  const elsewhere = await openDatabase(engineOf(example.url), {
    begin: nothing,
    extendChain: nothing,
    indexWords: nothing,
  });
  await elsewhere.write((tx) => tx.publication.create({ data: { sequence: 59, recordedAt: new Date() } }));
  await elsewhere.close();
  await expect(example.database.write(() => Promise.resolve())).rejects.toThrow('not in its chain');
  await note('№ 59 is in the log, but not in the chain.');
  expect(await standing()).toContain('№ 59 is in the log');
});

test('a verification is no part of the record: the number of the state stays', async () => {
  const before = await example.database.stateNumber();
  await note(null);
  expect(await example.database.stateNumber()).toBe(before);
});
