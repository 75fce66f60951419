import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertImport } from '../../../src/data/desk/imports.js';
import { makeRoomForDraft, makeRoomForUpload } from '../../../src/data/desk/room.js';
import { insertUser } from '../../../src/data/people/users.js';
import { roomForDrafts, roomForUploads } from '../../../src/domain/desk/room.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';

const now = new Date('2025-08-15T09:00:00Z');
const megabyte = 1024 * 1024;
let fresh: TestDatabase;
let users: readonly number[];

beforeEach(async () => {
  fresh = await createExampleDatabase();
  users = await fresh.database.write(async (tx) => {
    const account = { publicName: null, passwordHash: 'none', role: 'editor', createdAt: now } as const;
    return [
      await insertUser(tx, { ...account, signInName: 'first' }),
      await insertUser(tx, { ...account, signInName: 'second' }),
    ];
  });
});

afterEach(() => fresh.remove());

const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

function keepDraft(key: string, at: Date, userId = users[0] as number, text = 'x') {
  const draft = { key, userId, negotiationId: 1, path: '/', fields: { headline: [text] }, revision: 1 };
  return fresh.database.write((tx) => tx.draft.create({ data: { ...draft, savedAt: at } }));
}

function upload(userId: number, at = now) {
  return fresh.database.write(async (tx) => {
    const contents = new Uint8Array(1);
    const refusal = await makeRoomForUpload(tx, { userId, bytes: contents.length, now: at });
    if (refusal !== null) return refusal;
    return insertImport(tx, { negotiationId: 1, userId, fileName: 'x.csv', contents, uploadedAt: at });
  });
}

test('drafts left for 90 days go when another is kept; what was sent stays', async () => {
  await keepDraft('old', now);
  await keepDraft('young', later(1));
  await keepDraft('sent', now);
  await fresh.database.write((tx) => tx.draft.update({ where: { key: 'sent' }, data: { contentHash: 'x' } }));
  const at = later(roomForDrafts.kept + 1);
  const draft = { userId: users[1] as number, key: 'new', bytes: 10, now: at };
  await fresh.database.write((tx) => makeRoomForDraft(tx, draft));
  expect((await fresh.database.read.draft.findMany()).map(({ key }) => key).sort()).toEqual([
    'sent',
    'young',
  ]);
});

test('one person keeps a limited number of drafts; saving one of them again takes no further place', async () => {
  const userId = users[0] as number;
  const keys = Array.from({ length: roomForDrafts.ofOne.count }, (_key, index) => `k${index}`);
  const draft = { userId, negotiationId: 1, path: '/', fields: {}, revision: 1, savedAt: now };
  await fresh.database.write((tx) => tx.draft.createMany({ data: keys.map((key) => ({ ...draft, key })) }));
  const save = (key: string, bytes: number, who = userId) =>
    fresh.database.write((tx) => makeRoomForDraft(tx, { userId: who, key, bytes, now }));
  expect(await save('one-more', 10)).toContain('no more are kept');
  await fresh.database.write((tx) => tx.draft.update({ where: { key: 'k0' }, data: { discardedAt: now } }));
  expect(await save('one-more', 10)).toBeNull();
  expect(await fresh.database.read.draft.findUnique({ where: { key: 'k0' } })).toBeNull();
  expect(await save('k1', 10_000)).toBeNull();
  expect(await save('k1', 16 * megabyte)).toContain('Your drafts would take more than 16 MB together.');
  expect(await save('one-more', 10, users[1])).toBeNull();
});

test('one person keeps a limited number of waiting files, and each goes after 30 days', async () => {
  const [first, second] = users as [number, number];
  for (let times = 0; times < roomForUploads.ofOne.count; times += 1) await upload(first);
  expect(await upload(first)).toContain('You have 20 files waiting, and no more are kept.');
  await upload(second);
  await upload(first, later(roomForUploads.kept + 1));
  expect(await fresh.database.read.import.count()).toBe(1);
});
