import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postgresqlSchema } from '../../../../prisma/postgresql-schema.js';
import { readMigrations } from '../../../../src/data/engine/migrations.js';
import { migrationsFolder } from '../../../../src/data/engine/postgresql/migrations-folder.js';
import { engineOf, migrate, writtenAlong } from '../../../../src/data/open.js';
import { temporaryFolder } from '../../../support/database.js';
import {
  createPostgresqlDatabase,
  dropPostgresqlDatabase,
  testServer,
} from '../../../support/postgresql-databases.js';

test('the migrations lead to the schema that is derived from the one written by hand', () => {
  const schema = readFileSync(new URL('../../../../prisma/schema.prisma', import.meta.url), 'utf8');
  expect(readFileSync(join(migrationsFolder, 'schema.prisma'), 'utf8')).toBe(postgresqlSchema(schema));
});

describe.skipIf(testServer() === '')('a database', () => {
  let url: string;
  let direct: Client;

  beforeEach(async () => {
    url = await createPostgresqlDatabase();
    direct = new Client({ connectionString: url });
    await direct.connect();
  });

  afterEach(async () => {
    await direct.end();
    await dropPostgresqlDatabase(url);
  });

  const names = readMigrations(migrationsFolder).map(({ name }) => name);

  test('is set up once, however many processes begin at the same time', async () => {
    const reports = await Promise.all(Array.from({ length: 5 }, () => migrate(url)));
    expect(reports.flatMap(({ applied }) => applied)).toEqual(names);
    expect((await migrate(url)).applied).toEqual([]);
    const { rows } = await direct.query('SELECT id, number FROM state');
    expect(rows).toEqual([{ id: 1, number: 0 }]);
  });

  test('exists and is of this version once it is set up', async () => {
    const engine = engineOf(url);
    expect(await engine.exists()).toBe(false);
    expect(await engine.version()).toEqual({ last: null, isPresent: false });
    await migrate(url);
    expect(await engine.exists()).toBe(true);
    expect(await engine.version()).toEqual({ last: names.at(-1), isPresent: true });
  });

  test('is in UTC afterwards, and sorts texts by their bytes', async () => {
    await migrate(url);
    const later = new Client({ connectionString: url });
    await later.connect();
    const { rows } = await later.query(`SELECT current_setting('TimeZone') AS zone`);
    expect(rows).toEqual([{ zone: 'UTC' }]);
    await later.query(
      `INSERT INTO parties (slug, name, kind) VALUES ('a', 'ä', 'state'), ('b', 'z', 'state'), ('c', 'Z', 'state')`,
    );
    const sorted = await later.query<{ name: string }>('SELECT name FROM parties ORDER BY name');
    expect(sorted.rows.map(({ name }) => name)).toEqual(['Z', 'z', 'ä']);
    await later.end();
  });

  test('that holds tables of something else is refused', async () => {
    await direct.query('CREATE TABLE invoices (id integer)');
    await expect(migrate(url)).rejects.toThrow('has tables of something else. Name an empty database');
  });

  test('of a newer version, or with an edited migration, is refused', async () => {
    await migrate(url);
    const later = `UPDATE "_prisma_migrations" SET migration_name = '99990101000000_later'`;
    await direct.query('BEGIN');
    await direct.query(later);
    await direct.query('COMMIT');
    await expect(migrate(url)).rejects.toThrow('changed by a newer version of this program');
    await direct.query(`UPDATE "_prisma_migrations" SET migration_name = $1, checksum = 'other'`, [names[0]]);
    await expect(migrate(url)).rejects.toThrow('is not the file that was applied to this database');
  });

  test.each([
    'DROP TRIGGER entries_refuse_delete ON entries',
    'ALTER TABLE entries DISABLE TRIGGER entries_refuse_delete',
    'ALTER TABLE entries ENABLE TRIGGER entries_refuse_delete',
    'CREATE OR REPLACE FUNCTION entries_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN OLD; END$$',
    `CREATE OR REPLACE TRIGGER entries_refuse_delete BEFORE DELETE ON entries FOR EACH ROW WHEN (false)
      EXECUTE FUNCTION entries_refuse_delete(); ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_refuse_delete`,
  ])('whose log is not protected is refused: %s', async (sql) => {
    await migrate(url);
    await direct.query(sql);
    await expect(migrate(url)).rejects.toThrow(
      'The database does not protect its log: entries_refuse_delete missing or altered.',
    );
    const { findings } = await engineOf(url).inspect('quick', () => Promise.resolve(null));
    expect(findings).toEqual(['The log is not protected: entries_refuse_delete is missing or altered.']);
  });

  test('whose migration fails is as it was before', async () => {
    await migrate(url);
    const folder = temporaryFolder();
    cpSync(migrationsFolder, folder, { recursive: true });
    mkdirSync(join(folder, '99990101000000_bad'));
    writeFileSync(
      join(folder, '99990101000000_bad', 'migration.sql'),
      'CREATE TABLE good (id integer); SELECT bad;',
    );
    await expect(engineOf(url).migrate(writtenAlong, { folder })).rejects.toThrow(
      'column "bad" does not exist',
    );
    const { rows } = await direct.query(`SELECT to_regclass('good') AS good`);
    expect(rows).toEqual([{ good: null }]);
  });
});
