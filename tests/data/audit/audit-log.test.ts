import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditInBatches, listAudit, recordAudit } from '../../../src/data/audit/audit-log.js';
import { nameSubjects } from '../../../src/data/audit/audit-subjects.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';
import { noon } from '../../support/structure.js';

let base: TestDatabase;
const all = { actions: null, userId: null, negotiationId: null, from: null, until: null };

beforeEach(async () => {
  base = await createExampleDatabase();
});

afterEach(() => base.remove());

async function record(subject: string, ...ids: readonly (number | string)[]): Promise<void> {
  const line = { at: noon, userId: null, action: 'test', negotiationId: 1, subject, details: {} };
  await base.database.write(async (tx) => {
    for (const id of ids) await recordAudit(tx, { ...line, subjectId: String(id) });
  });
}

test('batches hold every entry once, the newest first, and those of a filter alone', async () => {
  const ids = Array.from({ length: 1_001 }, (_, index) => index);
  await record('test', ...ids);
  const subjects: string[] = [];
  const filter = { ...all, actions: ['test'] };
  for await (const batch of auditInBatches(base.database.read, filter))
    subjects.push(...batch.map(({ subjectId }) => subjectId));
  expect(subjects).toEqual(ids.reverse().map(String));
});

test('each entry grows the state number by one', async () => {
  const before = await base.database.stateNumber();
  await record('test', 1, 2);
  expect(await base.database.stateNumber()).toBe(before + 2);
});

test('a subject has the name that it has now; what has none, or is not there, keeps its number', async () => {
  await base.database.write((tx) =>
    tx.party.update({ where: { slug: 'ukraine' }, data: { name: 'Україна' } }),
  );
  const { id } = await base.database.read.party.findUniqueOrThrow({ where: { slug: 'ukraine' } });
  await record('party', id, 999);
  await record('test', 7);
  const entries = await listAudit(base.database.read, all, { before: null, most: 3 });
  const names = await nameSubjects(base.database.read, entries);
  expect(entries.map((entry) => names.get(entry))).toEqual(['7', '999', 'Україна']);
});
