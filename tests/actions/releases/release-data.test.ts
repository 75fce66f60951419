import { afterEach, beforeEach, expect, test } from 'vitest';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';
import { releaseUpTo } from '../../support/releases.js';

let example: TestDatabase;

beforeEach(async () => {
  example = await createExampleDatabase();
});

afterEach(() => example.remove());

test('a release is in the audit, with the digests of its files', async () => {
  await releaseUpTo(example.database, 58, 'First edition');
  const audit = await example.database.read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(audit).toMatchObject({
    action: 'release_data',
    userId: null,
    subject: 'release',
    details: { name: 'First edition', sequence: 58, files: [{ name: 'tables.zip' }] },
  });
});

test('a release has a name of its own in its negotiation', async () => {
  const refused = (name: string) => expect(releaseUpTo(example.database, 58, name)).rejects;
  await releaseUpTo(example.database, 58, 'First edition');
  await refused('First edition').toThrow('There is a release “First edition” already.');
  await refused('').toThrow('Give the release a name.');
  await refused('x'.repeat(81)).toThrow('At most 80 characters');
  expect(await example.database.read.dataRelease.count()).toBe(1);
  expect(await example.database.read.releasePiece.count()).toBe(3);
});
