import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendOnlyTables } from '../../../../src/data/engine/append-only.js';
import { createExampleDatabase, type TestDatabase } from '../../../support/database.js';
import { testServer } from '../../../support/postgresql-databases.js';

describe.skipIf(testServer() === '')('on PostgreSQL', () => {
  let example: TestDatabase;
  let direct: Client;

  beforeEach(async () => {
    example = await createExampleDatabase();
    direct = new Client({ connectionString: example.url });
    await direct.connect();
    // What an attacker with the rights of the program would try.
    await direct.query('CREATE TEMP TABLE removals (sequence integer, update_id integer, field text)');
  });

  afterEach(async () => {
    await direct.end();
    await example.remove();
  });

  test.each(appendOnlyTables)('no row of %s is changed or deleted, nor are all of them', async (table) => {
    const rows = async () => (await direct.query(`SELECT * FROM public."${table}"`)).rows;
    const before = await rows();
    const { rows: columns } = await direct.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 ORDER BY attnum LIMIT 1`,
      [`public.${table}`],
    );
    const refused = `The rows of ${table} are never`;
    await expect(direct.query(`TRUNCATE public."${table}" CASCADE`)).rejects.toThrow('are never deleted');
    if (before.length > 0) {
      const [column] = columns;
      await expect(
        direct.query(`UPDATE public."${table}" SET "${column?.name}" = "${column?.name}"`),
      ).rejects.toThrow(refused);
      await expect(direct.query(`DELETE FROM public."${table}"`)).rejects.toThrow(refused);
    }
    expect(await rows()).toEqual(before);
  });

  test('nor does it help to call oneself a replica, or to have a table of removals of one’s own', async () => {
    await direct.query('SET session_replication_role = replica');
    await direct.query(`INSERT INTO pg_temp.removals VALUES (1, 1, 'stances.summary')`);
    const { rows } = await direct.query<{ sequence: number }>(
      'SELECT min(sequence) AS sequence FROM stances',
    );
    const forged = direct.query(`UPDATE stances SET summary = '[removed]' WHERE sequence = $1`, [
      rows[0]?.sequence,
    ]);
    await expect(forged).rejects.toThrow('The rows of stances are never changed.');
  });
});
