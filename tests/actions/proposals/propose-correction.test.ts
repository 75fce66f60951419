import { afterEach, beforeEach, expect, test } from 'vitest';
import { proposeCorrection } from '../../../src/actions/proposals/propose-correction.js';
import { correctRecord } from '../../../src/actions/records/correct-record.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import { findProposal } from '../../../src/data/desk/proposals.js';
import { findRecord } from '../../../src/data/log/records.js';
import { insertSession } from '../../../src/data/people/sessions.js';
import { insertUser } from '../../../src/data/people/users.js';
import { Conflict, NotFound } from '../../../src/domain/errors.js';
import { valuesOfStance } from '../../../src/domain/log/stance.js';
import type { Person } from '../../../src/domain/people/actor.js';
import type { Role } from '../../../src/domain/people/permissions.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';
import { noon, timeSource } from '../../support/structure.js';

const negotiationId = 1;
const record = 53;
let base: TestDatabase;

beforeEach(async () => {
  base = await createExampleDatabase();
});

afterEach(async () => {
  const { findings } = await verifyRecord(plainSql(base.database.read));
  await base.remove();
  expect(findings).toEqual([]);
});

async function signedIn(role: Role, signInName: string): Promise<Person> {
  const sessionHash = `session of ${signInName}`;
  const user = { signInName, publicName: null, passwordHash: 'x', role, createdAt: noon };
  const userId = await base.database.write(async (tx) => {
    const id = await insertUser(tx, user);
    await insertSession(tx, { tokenHash: sessionHash, userId: id, createdAt: noon });
    return id;
  });
  return { userId, role, sessionHash };
}

async function correctionOf(number: number) {
  const found = await findRecord(base.database.read, negotiationId, number);
  if (!found) throw new Error(`There is no record ${number}.`);
  const { quoteCheck: _found, ...values } = valuesOfStance(found.stance);
  const citations = [{ source: 0, locator: null, firstReportedBy: null }];
  return {
    ...{
      negotiationId,
      record: number,
      version: found.stance.sequence,
      reason: 'The outlet has corrected it.',
    },
    ...{
      sources: [timeSource],
      stance: { ...values, confidence: null, summary: 'In other words.', citations },
    },
  };
}

test('of two editors who publish a proposed correction at once, one does, and the record is corrected once', async () => {
  const [author, one, other] = [
    await signedIn('contributor', 'stringer'),
    await signedIn('editor', 'day-desk'),
    await signedIn('editor', 'night-desk'),
  ];
  const correction = await correctionOf(record);
  const input = { ...correction, idempotencyKey: 'proposed', typed: {}, reworks: null };
  const { proposalId: id } = await proposeCorrection(base.database, author, input, noon);
  const outcomes = await Promise.allSettled(
    [one, other].map((editor, index) =>
      correctRecord(
        base.database,
        editor,
        { ...correction, proposal: { id, key: `review ${index}`, typed: {} } },
        noon,
      ),
    ),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: expect.any(Conflict),
  });
  expect(await base.database.read.entry.count({ where: { record, kind: 'correction' } })).toBe(1);
  const { entry, state } = (await findProposal(base.database.read, negotiationId, id)) ?? {};
  const { sequence } = await base.database.read.entry.findFirstOrThrow({
    where: { record, kind: 'correction' },
  });
  expect([state, entry]).toEqual(['published', sequence]);
});

test('a proposal is published as a correction of its own record and of no other', async () => {
  const [author, editor] = [await signedIn('contributor', 'stringer'), await signedIn('editor', 'desk')];
  const input = { ...(await correctionOf(record)), idempotencyKey: 'proposed', typed: {}, reworks: null };
  const { proposalId: id } = await proposeCorrection(base.database, author, input, noon);
  const elsewhere = { ...(await correctionOf(record - 1)), proposal: { id, key: 'review', typed: {} } };
  await expect(correctRecord(base.database, editor, elsewhere, noon)).rejects.toThrow(NotFound);
});
