import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNegotiation } from '../../../src/actions/structure/create-negotiation.js';
import { createSpeaker } from '../../../src/actions/structure/create-speaker.js';
import { recordAudit } from '../../../src/data/audit/audit-log.js';
import { connect } from '../../../src/data/open.js';
import {
  type HeldStructure,
  isUnchanged,
  StructureMemory,
} from '../../../src/data/memory/structure-memory.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { createStructure, noon } from '../../support/structure.js';

let base: TestDatabase;
let ids: Awaited<ReturnType<typeof createStructure>>;
let memory: StructureMemory;

beforeEach(async () => {
  base = await createTestDatabase();
  ids = await createStructure(base.database);
  memory = new StructureMemory(base.database.read);
});

afterEach(() => base.remove());

const held = async () => (await memory.find('russia-ukraine')) as HeldStructure;
const speaks = { name: 'Vladimir Putin', role: 'President of Russia' };

function newSpeaker(database = base.database): Promise<unknown> {
  return createSpeaker(
    database,
    theServer,
    { negotiationId: ids.negotiationId, fields: { ...speaks, party: ids.russia } },
    noon,
  );
}

test('a negotiation is not read again while nothing changes it', async () => {
  const first = await held();
  await base.database.write((tx) => recordAudit(tx, { ...line, action: 'log_update' }));
  const second = await held();
  expect(second.negotiation).toBe(first.negotiation);
  expect(second.audited).toBe(first.audited + 1);
});

const line = {
  at: noon,
  userId: null,
  negotiationId: null,
  subject: 'test',
  subjectId: '1',
  details: {},
} as const;

test('a change is seen, even one by another process', async () => {
  expect((await held()).speakers).toEqual([]);
  const other = await connect(base.url);
  await newSpeaker(other);
  await other.close();
  expect((await held()).speakers).toMatchObject([speaks]);
});

test('an action that this version does not know may have changed anything', async () => {
  const first = await held();
  await base.database.write((tx) => recordAudit(tx, { ...line, action: 'redraw_everything' }));
  expect((await held()).negotiation).not.toBe(first.negotiation);
});

test('a transaction sees that the structure in hand has changed meanwhile', async () => {
  const first = await held();
  expect(await base.database.write((tx) => isUnchanged(tx, first))).toBe(true);
  await newSpeaker();
  expect(await base.database.write((tx) => isUnchanged(tx, first))).toBe(false);
});

test('a negotiation that is not there is found as soon as it is', async () => {
  expect(await memory.find('elsewhere')).toBeNull();
  const fields = { slug: 'elsewhere', name: 'Other talks', description: '' };
  await createNegotiation(base.database, theServer, { fields }, noon);
  expect((await memory.find('elsewhere'))?.negotiation.slug).toBe('elsewhere');
});
