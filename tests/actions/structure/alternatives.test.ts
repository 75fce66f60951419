import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeStructure } from '../../../src/actions/structure/close-structure.js';
import { createQuestion } from '../../../src/actions/structure/create-question.js';
import { createTopic } from '../../../src/actions/structure/create-topic.js';
import { joinQuestion } from '../../../src/actions/structure/join-question.js';
import { leaveQuestion } from '../../../src/actions/structure/leave-question.js';
import { reopenStructure } from '../../../src/actions/structure/reopen-structure.js';
import { requireNegotiation } from '../../../src/actions/structure/edit-rules.js';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { exportEverything } from '../../../src/data/transfer/full-export.js';
import { importEverything } from '../../../src/data/transfer/full-import.js';
import { negotiationAt } from '../../../src/domain/structure/negotiation.js';
import { alternativesOf } from '../../../src/domain/structure/question.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { createStructure, noon } from '../../support/structure.js';

let base: TestDatabase;
let ids: Awaited<ReturnType<typeof createStructure>>;
let question: number;

beforeEach(async () => {
  base = await createTestDatabase();
  ids = await createStructure(base.database);
  const { negotiationId, topic } = ids;
  const fields = { topic, slug: 'limit', wording: 'How many may join?', unit: 'states' };
  question = (await createQuestion(base.database, theServer, { negotiationId, fields }, noon)).id;
});

afterEach(() => base.remove());

const act = () => ({ negotiationId: ids.negotiationId, question });
const join = (number: string) =>
  joinQuestion(
    base.database,
    theServer,
    { ...act(), joining: { demand: ids.demand, sense: 'at_most', number } },
    noon,
  );
const leave = () => leaveQuestion(base.database, theServer, { ...act(), demand: ids.demand }, noon);

async function amountsAt(known: number): Promise<(string | null | undefined)[]> {
  const present = await requireNegotiation(base.database.read, ids.negotiationId);
  const { questions, demands } = negotiationAt(present, known);
  return questions.flatMap((each) => alternativesOf(each, demands).map(({ amount }) => amount?.number));
}

test('a demand that leaves a question can join it again with another amount; each is published', async () => {
  const { sequence: first } = await join('2');
  await expect(join('3')).rejects.toMatchObject({ problems: [{ field: 'demand' }] });
  const { sequence: left } = await leave();
  await expect(leave()).rejects.toThrow('This demand is not an alternative of this question.');
  const { sequence: second } = await join('3');
  expect([left, second]).toEqual([first + 1, first + 2]);
  expect(await Promise.all([first - 1, first, left, second].map(amountsAt))).toEqual([[], ['2'], [], ['3']]);
});

test('questions stand in the order of their topics, oldest first within each', async () => {
  const { negotiationId, topic } = ids;
  const first = { name: 'Ceasefire', slug: '', order: 0 };
  const { id } = await createTopic(base.database, theServer, { negotiationId, fields: first }, noon);
  for (const [slug, under] of [
    ['terms', id],
    ['later', topic],
    ['line', id],
  ] as const) {
    const fields = { topic: under, slug, wording: `Which answer is ${slug}?`, unit: null };
    await createQuestion(base.database, theServer, { negotiationId, fields }, noon);
  }
  const { questions } = await requireNegotiation(base.database.read, negotiationId);
  expect(questions.map(({ slug }) => slug)).toEqual(['terms', 'line', 'limit', 'later']);
});

test('a closed question takes no alternative until it is reopened; both are published, and it was open before', async () => {
  const closable = { noun: 'question', negotiationId: ids.negotiationId, id: question } as const;
  await closeStructure(base.database, theServer, closable, noon);
  await closeStructure(base.database, theServer, closable, noon);
  await expect(join('2')).rejects.toMatchObject({
    problems: [{ field: 'demand', message: 'This question is closed: nothing can join it.' }],
  });
  await reopenStructure(base.database, theServer, closable, noon);
  const { sequence } = await join('2');
  const present = await requireNegotiation(base.database.read, ids.negotiationId);
  const closedAt = (known: number) => negotiationAt(present, known).questions.map(({ isClosed }) => isClosed);
  expect([3, 2, 1].map((before) => closedAt(sequence - before))).toEqual([[false], [true], [false]]);
  expect(await verifyRecord(plainSql(base.database.read))).toMatchObject({ findings: [] });
});

test('questions, their alternatives and closings are in a full export, and come back from it as they were', async () => {
  await join('2');
  const closable = { noun: 'question', negotiationId: ids.negotiationId, id: question } as const;
  await closeStructure(base.database, theServer, closable, noon);
  const demand = { noun: 'demand', negotiationId: ids.negotiationId, id: ids.demand } as const;
  await closeStructure(base.database, theServer, demand, noon);
  const exported = async ({ database }: TestDatabase) => {
    const pieces: string[] = [];
    await database.snapshot(async (read) => {
      for await (const piece of exportEverything(read)) pieces.push(piece);
    });
    return pieces.join('');
  };
  const text = await exported(base);
  expect(text).toContain('"table":"questions"');
  // The closing of a demand is told as it was before questions could be closed.
  expect(text.split('\n').filter((line) => line.includes('"act":"closed"'))).toEqual([
    expect.stringContaining(`"question_id":${question}`),
    expect.not.stringContaining('question_id'),
  ]);
  const copy = await createTestDatabase();
  await importEverything(copy.database, Readable.from([Buffer.from(text)]), { isDryRun: false });
  expect(await exported(copy)).toBe(text);
  await copy.remove();
});

test('what has joined a question cannot be changed or deleted', async () => {
  await join('2');
  const change = base.database.write((tx) => tx.alternative.updateMany({ data: { amount: '3' } }));
  await expect(change).rejects.toThrow();
  await expect(base.database.write((tx) => tx.alternative.deleteMany())).rejects.toThrow();
});
