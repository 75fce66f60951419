import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { engineOf } from '../../../../src/data/open.js';
import { createExampleDatabase, type TestDatabase } from '../../../support/database.js';
import { testServer } from '../../../support/postgresql-databases.js';

describe.skipIf(testServer() === '')('an inspection on PostgreSQL', () => {
  let example: TestDatabase;

  beforeEach(async () => {
    example = await createExampleDatabase();
  });

  afterEach(() => example.remove());

  test('whose connection is lost has found nothing, whatever could not be read', async () => {
    const inspected = engineOf(example.url).inspect('whole', async (plain) => {
      await plain.run('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => 0);
      return 'all rows seem unreadable';
    });
    await expect(inspected).rejects.toThrow(/terminat|connection/i);
  });

  test('says of a statement that fails that the database cannot be read', async () => {
    const { findings, found } = await engineOf(example.url).inspect('whole', (plain) =>
      plain.rows('SELECT 1 FROM nowhere'),
    );
    expect([findings, found]).toEqual([
      ['The database cannot be read: relation "nowhere" does not exist.'],
      null,
    ]);
  });
});
