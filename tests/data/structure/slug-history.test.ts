import { afterEach, beforeEach, expect, test } from 'vitest';
import { noExternalIds } from '../../../src/domain/structure/external-ids.js';
import { createParty } from '../../../src/actions/structure/create-party.js';
import { createTopic } from '../../../src/actions/structure/create-topic.js';
import { editDemand } from '../../../src/actions/structure/edit-demand.js';
import { editParty } from '../../../src/actions/structure/edit-party.js';
import { findBySlugHistory, presentSlug, slugUse } from '../../../src/data/structure/slug-history.js';
import {
  fingerprintOf,
  requireAmong,
  requireNegotiation,
} from '../../../src/actions/structure/edit-rules.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { InvalidInput } from '../../../src/domain/errors.js';
import {
  fieldsOfDemand,
  fieldsOfParty,
  type PartyFields,
} from '../../../src/domain/structure/structure-fields.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { createStructure, noon } from '../../support/structure.js';

const parties = { noun: 'party', scope: 0 } as const;
let base: TestDatabase;
let ids: Awaited<ReturnType<typeof createStructure>>;

beforeEach(async () => {
  base = await createTestDatabase();
  ids = await createStructure(base.database);
});

afterEach(() => base.remove());

async function renameRussia(slug: string): Promise<void> {
  const { negotiationId, russia: id } = ids;
  const { parties: all } = await requireNegotiation(base.database.read, negotiationId);
  const present = fieldsOfParty(requireAmong(all, id, 'party'));
  const edit = { negotiationId, id, seen: fingerprintOf(present), fields: { ...present, slug } };
  await editParty(base.database, theServer, edit, noon);
}

test('an old slug leads to what had it, whatever its slug is now', async () => {
  await renameRussia('russian-federation');
  await renameRussia('the-russian-federation');
  const { read } = base.database;
  expect(await findBySlugHistory(read, parties, 'russia')).toBe(ids.russia);
  expect(await presentSlug(read, parties, 'russia')).toBe('the-russian-federation');
  expect(await presentSlug(read, parties, 'russian-federation')).toBe('the-russian-federation');
  expect(await presentSlug(read, parties, 'nobody')).toBeNull();
});

test('what had a slug can take it back, and change it again', async () => {
  await renameRussia('russian-federation');
  await renameRussia('russia');
  await renameRussia('moscow');
  expect(await presentSlug(base.database.read, parties, 'russia')).toBe('moscow');
  expect(await presentSlug(base.database.read, parties, 'russian-federation')).toBe('moscow');
});

test('an old slug is never given to another of the same noun', async () => {
  await renameRussia('russian-federation');
  const fields: PartyFields = {
    name: 'Russia',
    slug: 'russia',
    shortName: null,
    ...noExternalIds,
    kind: 'state',
    role: 'observer',
    order: 9,
    members: [],
  };
  const input = { negotiationId: ids.negotiationId, fields };
  const refused = createParty(base.database, theServer, input, noon);
  await expect(refused).rejects.toThrow(InvalidInput);
  await expect(refused).rejects.toMatchObject({ problems: [{ field: 'slug' }] });
  expect(await slugUse(base.database.read, parties, 'russia', null)).toBe('formerly_taken');
  expect(await slugUse(base.database.read, parties, 'russia', ids.russia)).toBe('free');
  expect(await slugUse(base.database.read, parties, 'ukraine', ids.russia)).toBe('taken');
});

test('an old slug of one noun or negotiation is free for others', async () => {
  await renameRussia('russian-federation');
  const { negotiationId } = ids;
  const fields = { name: 'Russia', slug: 'russia', order: 2 };
  await expect(createTopic(base.database, theServer, { negotiationId, fields }, noon)).resolves.toBeTruthy();
  expect(await slugUse(base.database.read, { noun: 'demand', scope: 99 }, 'nato-renunciation', null)).toBe(
    'free',
  );
});

test('a demand’s old slug belongs to its negotiation', async () => {
  const { negotiationId, demand: id } = ids;
  const { demands } = await requireNegotiation(base.database.read, negotiationId);
  const present = fieldsOfDemand(requireAmong(demands, id, 'demand'));
  const edit = { negotiationId, id, seen: fingerprintOf(present), fields: { ...present, slug: 'no-nato' } };
  await editDemand(base.database, theServer, edit, noon);
  const { read } = base.database;
  const here = { noun: 'demand', scope: negotiationId } as const;
  expect(await presentSlug(read, here, 'nato-renunciation')).toBe('no-nato');
  expect(await presentSlug(read, { ...here, scope: negotiationId + 1 }, 'nato-renunciation')).toBeNull();
});
