import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import type { Database } from '../../../src/data/engine/database.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { connect, migrate } from '../../../src/data/open.js';
import { insertUser } from '../../../src/data/people/users.js';
import { copyEverything } from '../../../src/data/transfer/copy.js';
import { exampleRecordedAt, recordAlaska, temporaryFolder } from '../../support/database.js';
import {
  createPostgresqlDatabase,
  dropPostgresqlDatabase,
  testServer,
} from '../../support/postgresql-databases.js';

const opened: Database[] = [];
const made: string[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  for (const url of made.splice(0)) await dropPostgresqlDatabase(url);
});

async function empty(kind: string): Promise<Database> {
  const isFile = kind === 'SQLite';
  const url = isFile ? `file:${join(temporaryFolder(), 'tracker.db')}` : await createPostgresqlDatabase();
  if (!isFile) made.push(url);
  await migrate(url);
  const database = await connect(url);
  opened.push(database);
  return database;
}

const quiet = { copied: () => undefined, compared: () => undefined };
const account = { publicName: null, role: 'admin', createdAt: exampleRecordedAt } as const;

const kinds = [
  ['SQLite', 'SQLite'],
  ...(testServer() === '' ? [] : [['SQLite', 'PostgreSQL'] as const, ['PostgreSQL', 'SQLite'] as const]),
] as const;

describe.each(kinds)('from %s to %s', (one, other) => {
  test('everything on record is copied, with the passwords, and the next record can be written', async () => {
    const [from, to] = [await empty(one), await empty(other)];
    await recordAlaska(from, exampleRecordedAt);
    const [userId] = await from.write(async (tx) => [
      await insertUser(tx, { ...account, signInName: 'admin', passwordHash: 'the hash of it' }),
      await insertUser(tx, { ...account, signInName: 'other', passwordHash: 'another hash' }),
    ]);
    const id = { partyId: 1, scheme: 'wikidata', value: 'Q159' };
    await from.write((tx) => tx.partyExternalId.create({ data: id }));
    const { head } = await copyEverything(from, to, quiet);
    expect(await to.read.partyExternalId.findMany()).toEqual([id]);
    expect(await verifyRecord(plainSql(to.read))).toEqual(await verifyRecord(plainSql(from.read)));
    expect(head).toEqual((await verifyRecord(plainSql(to.read))).head);
    expect(await to.stateNumber()).toBe(await from.stateNumber());
    expect(await to.read.user.findMany()).toEqual(await from.read.user.findMany());
    const third = { ...account, signInName: 'third', passwordHash: 'a third hash' };
    expect(await to.write((tx) => insertUser(tx, third))).toBe(Number(userId) + 2);
    expect((await verifyRecord(plainSql(to.read))).findings).toEqual([]);
  });

  test('nothing is copied into a database that is not empty', async () => {
    const [from, to] = [await empty(one), await empty(other)];
    await recordAlaska(to, exampleRecordedAt);
    const before = await to.stateNumber();
    await expect(copyEverything(from, to, quiet)).rejects.toThrow('This database is not empty.');
    expect(await to.stateNumber()).toBe(before);
  });
});
