import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findingSentence, verifyRecord } from '../../../src/data/chain/verification.js';
import type { Database } from '../../../src/data/engine/database.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { listReleases, piecesOf } from '../../../src/data/releases/releases.js';
import { exportEverything } from '../../../src/data/transfer/full-export.js';
import { importEverything } from '../../../src/data/transfer/full-import.js';
import { createExampleDatabase, createTestDatabase, type TestDatabase } from '../../support/database.js';
import { damageRelease, releaseUpTo, zipBytes } from '../../support/releases.js';

let example: TestDatabase;

beforeEach(async () => {
  example = await createExampleDatabase();
});

afterEach(() => example.remove());

async function bytesOf({ read }: Database, release: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of piecesOf(read, release, 'tables.zip')) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function exported({ database }: TestDatabase): Promise<string> {
  const pieces: string[] = [];
  await database.snapshot(async (read) => {
    for await (const piece of exportEverything(read)) pieces.push(piece);
  });
  return pieces.join('');
}

const findingsIn = async ({ read }: Database) =>
  (await verifyRecord(plainSql(read))).findings.map(findingSentence);

test('a release keeps the bytes of its files, in pieces', async () => {
  const id = await releaseUpTo(example.database, 58);
  expect(await example.database.read.releasePiece.count()).toBe(3);
  expect((await bytesOf(example.database, id)).equals(zipBytes)).toBe(true);
});

test('a full export brings releases into another database, with the same bytes', async () => {
  const id = await releaseUpTo(example.database, 58);
  const copy = await createTestDatabase();
  const text = await exported(example);
  await importEverything(copy.database, Readable.from([Buffer.from(text)]), { isDryRun: false });
  expect(await listReleases(copy.database.read, 1)).toEqual(await listReleases(example.database.read, 1));
  expect((await bytesOf(copy.database, id)).equals(zipBytes)).toBe(true);
  expect(await exported(copy)).toBe(text);
  await copy.remove();
});

test('a release changes nothing of the record: its head and an export without it stay as they were', async () => {
  const [head, before] = [
    (await verifyRecord(plainSql(example.database.read))).head,
    await exported(example),
  ];
  await releaseUpTo(example.database, 58);
  expect((await verifyRecord(plainSql(example.database.read))).head).toEqual(head);
  expect(before).not.toContain('data_releases');
});

test('bytes that are not those that were released are found by a verification', async () => {
  const id = await releaseUpTo(example.database, 58);
  expect(await findingsIn(example.database)).toEqual([]);
  await damageRelease(example, id);
  expect(await findingsIn(example.database)).toEqual([
    'The file tables.zip of the data release 1 does not hold what was released.',
  ]);
});

test('a release, its files and their removal are never changed or deleted', async () => {
  await releaseUpTo(example.database, 58);
  const change = example.database.write((tx) => tx.releaseFile.updateMany({ data: { digest: 'x' } }));
  await expect(change).rejects.toThrow();
  await expect(example.database.write((tx) => tx.dataRelease.deleteMany())).rejects.toThrow();
  const damage = example.database.write((tx) => tx.releasePiece.updateMany({ data: { content: 'x' } }));
  await expect(damage).rejects.toThrow();
  const deletion = example.database.write((tx) => tx.releasePiece.deleteMany());
  await expect(deletion).rejects.toThrow();
  expect((await bytesOf(example.database, 1)).equals(zipBytes)).toBe(true);
});
