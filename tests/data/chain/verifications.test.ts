import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectWhole } from '../../../src/data/chain/inspection.js';
import { newestVerification, standingFindings } from '../../../src/data/chain/verifications.js';
import { openDatabase } from '../../../src/data/engine/database.js';
import { engineOf, noteVerification } from '../../../src/data/open.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';

let example: TestDatabase;

beforeEach(async () => {
  example = await createExampleDatabase();
});

afterEach(() => example.remove());

const begunAt = new Date('2026-03-02T03:05:00Z');
const endedAt = new Date('2026-03-02T03:07:30Z');
const note = (findings: string | null, lastBefore: number | null = null) =>
  noteVerification(example.url, { begunAt, endedAt, findings }, lastBefore);
const standing = async () => standingFindings(await newestVerification(example.database.read));

test('findings stand until a later verification finds nothing', async () => {
  expect(await standing()).toBe(null);
  await note('№ 46 does not hold what was published.');
  expect(await standing()).toBe(
    'The verification that ended at 2026-03-02T03:07:30.000Z found: № 46 does not hold what was published.',
  );
  await note(null);
  expect(await standing()).toBe(null);
});

test('a verification that found nothing leaves what another found after it began', async () => {
  const { lastBefore: begunBeforeIt } = await inspectWhole(engineOf(example.url));
  expect(await note('№ 46 does not hold what was published.')).toBe(true);
  const { lastBefore: begunAfterIt } = await inspectWhole(engineOf(example.url));
  expect(await note(null, begunBeforeIt)).toBe(false);
  expect(await standing()).toContain('№ 46 does not hold what was published.');
  expect(await note(null, begunAfterIt)).toBe(true);
  expect(await standing()).toBe(null);
});

test('what two verifications found is kept of both, whichever began first', async () => {
  await note('№ 46 is missing.', 0);
  expect(await note('№ 46 and № 47 are missing.', 0)).toBe(true);
  expect(await standing()).toContain('№ 46 and № 47 are missing.');
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
