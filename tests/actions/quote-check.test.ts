import { afterEach, beforeEach, expect, test } from 'vitest';
import { clarifyRecord } from '../../src/actions/records/clarify-record.js';
import { correctRecord } from '../../src/actions/records/correct-record.js';
import { logUpdate } from '../../src/actions/updates/log-update.js';
import { proposeCorrection } from '../../src/actions/proposals/propose-correction.js';
import { proposeUpdate } from '../../src/actions/proposals/propose-update.js';
import { chainEntry } from '../../src/data/chain/record-chain.js';
import { verifyRecord } from '../../src/data/chain/verification.js';
import { insertDecision } from '../../src/data/desk/proposals.js';
import { plainSql } from '../../src/data/engine/statements.js';
import { lastSequence } from '../../src/data/log/publications.js';
import { findRecord } from '../../src/data/log/records.js';
import { insertSession } from '../../src/data/people/sessions.js';
import { insertUser } from '../../src/data/people/users.js';
import { InvalidInput } from '../../src/domain/errors.js';
import type { NewStance } from '../../src/domain/log/new-stance.js';
import { valuesOfStance } from '../../src/domain/log/stance.js';
import { type Person, theServer } from '../../src/domain/people/actor.js';
import type { Role } from '../../src/domain/people/permissions.js';
import { createExampleDatabase, type TestDatabase } from '../support/database.js';
import { noon, timeSource } from '../support/structure.js';

const negotiationId = 1;
/** Ukraine on security guarantees, with a quote of its President. */
const record = 53;
const quote = 'we need security to work in practice like Article 5 of Nato';
const article = `In Brussels the President said that “${quote}”. ${'He then spoke of the talks. '.repeat(8)}`;
const other = `${'He spoke of the talks, and of nothing that is quoted here. '.repeat(6)}`;
const citations = [{ source: 0, locator: null, firstReportedBy: null }];

let base: TestDatabase;

beforeEach(async () => {
  base = await createExampleDatabase();
});

afterEach(async () => {
  const { findings } = await verifyRecord(plainSql(base.database.read));
  await base.remove();
  expect(findings).toEqual([]);
});

const recordNow = async (number: number) => {
  const found = await findRecord(base.database.read, negotiationId, number);
  if (!found) throw new Error(`There is no record ${number}.`);
  return found;
};

/** The words of the President, said again. */
async function saidAgain(): Promise<NewStance> {
  const { stance } = await recordNow(record);
  const { quoteCheck: _found, ...values } = valuesOfStance(stance);
  return { ...values, date: '2025-08-18', citations };
}

const updateOf = (stances: readonly NewStance[], key: string) => ({
  ...{ headline: 'Kyiv asks for guarantees', sources: [timeSource], stances, idempotencyKey: key },
});

/** Publishes his words with a text of the article; the number of their record. */
async function publish(articleText?: string): Promise<number> {
  const update = {
    ...updateOf([await saidAgain()], 'one'),
    ...(articleText !== undefined && { articleText }),
  };
  await logUpdate(base.database, theServer, { negotiationId, update, seen: null }, noon);
  return lastSequence(base.database.read);
}

async function version(number: number, change: Partial<NewStance>, articleText = '') {
  const { stance } = await recordNow(number);
  const { quoteCheck: _found, ...values } = valuesOfStance(stance);
  return {
    ...{ negotiationId, record: number, version: stance.sequence, reason: 'The outlet has corrected it.' },
    ...{ sources: [timeSource], articleText, stance: { ...values, confidence: null, citations, ...change } },
  };
}

const checkOf = async (number: number) => (await recordNow(number)).stance.quoteCheck;

test('a stance is published with how its quote stands in the text of the article', async () => {
  expect(await checkOf(await publish(article))).toBe('found');
});

test.each([
  ['without a text', undefined],
  ['with one shorter than three times the quote', `He said: “${quote}”.`],
])('%s it is not checked', async (_which, text) => {
  expect(await checkOf(await publish(text))).toBeNull();
});

test('the contents of a link hold it only where the quote was checked', async () => {
  const number = await publish(article);
  const contents = async (sequence: number) => (await chainEntry(base.database.read, sequence))?.contents;
  expect(await contents(number)).toContain('"quote_check": "found"');
  expect(await contents(record)).not.toContain('quote_check');
});

test('a correction keeps the check as long as the quote stays', async () => {
  const number = await publish(article);
  await correctRecord(base.database, theServer, await version(number, { summary: 'Clearer.' }), noon);
  expect(await checkOf(number)).toBe('found');
  const shorter = await version(number, { quote: 'we need security to work' });
  await correctRecord(base.database, theServer, shorter, noon);
  expect(await checkOf(number)).toBeNull();
});

test('a correction of the quote is checked in the text that comes with it', async () => {
  const number = await publish(article);
  const shorter = await version(number, { quote: 'security to work in practice' }, article);
  await correctRecord(base.database, theServer, shorter, noon);
  expect(await checkOf(number)).toBe('found');
  const wrong = await version(number, { quote: 'security for all' }, article);
  await correctRecord(base.database, theServer, wrong, noon);
  expect(await checkOf(number)).toBe('not_found');
});

test('a quote that was never checked is checked by a clarification that changes nothing else', async () => {
  const number = await publish();
  const nothing = clarifyRecord(base.database, theServer, await version(number, {}), noon);
  await expect(nothing).rejects.toThrow(InvalidInput);
  await clarifyRecord(base.database, theServer, await version(number, {}, article), noon);
  expect(await checkOf(number)).toBe('found');
  const again = clarifyRecord(base.database, theServer, await version(number, {}, article), noon);
  await expect(again).rejects.toThrow(InvalidInput);
  await clarifyRecord(base.database, theServer, await version(number, {}, other), noon);
  expect(await checkOf(number)).toBe('not_found');
});

async function signedIn(role: Role): Promise<Person> {
  const account = { signInName: role, publicName: null, passwordHash: 'none', role, createdAt: noon };
  const userId = await base.database.write(async (tx) => {
    const id = await insertUser(tx, account);
    await insertSession(tx, { tokenHash: role, userId: id, createdAt: noon });
    return id;
  });
  return { userId, role, sessionHash: role };
}

test('what was found when an update was proposed holds when it is published, for quotes that stayed', async () => {
  const [author, reviewer] = [await signedIn('contributor'), await signedIn('editor')];
  const said = await saidAgain();
  const stances = [said, { ...said, party: 3, speaker: null, quote: 'They have to leave' }];
  const proposed = { ...updateOf(stances, 'proposed'), articleText: article };
  const input = { negotiationId, update: proposed, missing: null, reworks: null };
  const { proposalId } = await proposeUpdate(base.database, author, input, noon);
  const { contents } = await base.database.read.proposal.findUniqueOrThrow({ where: { id: proposalId } });
  expect(JSON.stringify(contents)).not.toContain('He then spoke');
  const amended = [said, { ...said, party: 3, speaker: null, quote: 'They have left' }];
  const update = updateOf(amended, 'published');
  await logUpdate(base.database, reviewer, { negotiationId, update, seen: null, proposal: proposalId }, noon);
  const last = await lastSequence(base.database.read);
  expect([await checkOf(last - 1), await checkOf(last)]).toEqual(['found', null]);
});

test('what was found holds when a proposal is reworked as well', async () => {
  const [author, reviewer] = [await signedIn('contributor'), await signedIn('editor')];
  const said = await saidAgain();
  const first = { ...updateOf([said], 'first'), articleText: article };
  const common = { negotiationId, missing: null };
  const { proposalId } = await proposeUpdate(
    base.database,
    author,
    { ...common, update: first, reworks: null },
    noon,
  );
  await base.database.write((tx) =>
    insertDecision(tx, {
      ...{ proposalId, outcome: 'sent_back', decidedAt: noon, userId: reviewer.userId },
      ...{ reason: 'The headline says too much.', updateId: null, sequence: null },
    }),
  );
  const second = { ...common, update: updateOf([said], 'second'), reworks: proposalId };
  const { proposalId: reworked } = await proposeUpdate(base.database, author, second, noon);
  const { contents } = await base.database.read.proposal.findUniqueOrThrow({ where: { id: reworked } });
  expect(JSON.stringify(contents)).toContain('"quoteCheck":"found"');
});

test('what was found in a proposed correction holds when it is published', async () => {
  const [author, reviewer] = [await signedIn('contributor'), await signedIn('editor')];
  const number = await publish();
  const proposed = await version(number, { quote: 'security to work in practice' }, article);
  const form = { idempotencyKey: 'correction', typed: {}, reworks: null };
  const { proposalId } = await proposeCorrection(base.database, author, { ...proposed, ...form }, noon);
  const { contents } = await base.database.read.proposal.findUniqueOrThrow({ where: { id: proposalId } });
  expect(JSON.stringify(contents)).not.toContain('He then spoke');
  const reviewed = { ...proposed, articleText: '', proposal: { id: proposalId, key: 'review', typed: {} } };
  await correctRecord(base.database, reviewer, reviewed, noon);
  expect(await checkOf(number)).toBe('found');
});
