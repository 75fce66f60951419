import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../src/data/open.js';
import { signedIn } from '../../support/application.js';
import { temporaryFolder } from '../../support/database.js';
import { createPostgresqlDatabase, dropPostgresqlDatabase } from '../../support/postgresql-databases.js';
import { ServerProcess } from '../../support/server-process.js';
import { idsOf, soundUpdate } from '../../support/update-form.js';

const run = `run_${process.pid}`;

test('a role that may only read and write rows runs the server, and the owner migrates', async () => {
  const owner = await createPostgresqlDatabase();
  onTestFinished(() => dropPostgresqlDatabase(owner));
  const direct = new Client({ connectionString: owner });
  await direct.connect();
  await direct.query(`CREATE ROLE ${run} LOGIN PASSWORD 'run';
    ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${run};
    ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO ${run}`);
  const url = new URL(owner);
  [url.username, url.password] = [run, 'run'];
  const settings = { DATABASE_URL: url.href, MIGRATION_DATABASE_URL: owner, EXAMPLE_DATA: 'on' };
  const server = await ServerProcess.start(temporaryFolder(), settings);

  const database = await connect(url.href);
  const editor = await signedIn({ database }, server.address, 'editor', new Date());
  const fields = soundUpdate(await idsOf({ database }), {});
  expect((await editor.post('/negotiations/russia-ukraine/updates', fields)).status).toBe(303);
  await database.close();
  expect(await server.stop()).toBe(0);

  const limited = new Client({ connectionString: url.href });
  await limited.connect();
  for (const sql of [
    'TRUNCATE entries CASCADE',
    'ALTER TABLE entries DISABLE TRIGGER ALL',
    'DROP TRIGGER entries_refuse_delete ON entries',
    'SET session_replication_role = replica',
    'CREATE OR REPLACE FUNCTION entries_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN OLD; END$$',
  ])
    await expect(limited.query(sql), sql).rejects.toThrow(/permission denied|must be owner/);
  await limited.end();

  // Once all is migrated, the role starts the server alone.
  const again = await ServerProcess.start(temporaryFolder(), { DATABASE_URL: url.href });
  expect(await again.stop()).toBe(0);
  await direct.query(`DROP OWNED BY ${run}`);
  await direct.query(`ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM ${run};
    ALTER DEFAULT PRIVILEGES REVOKE ALL ON SEQUENCES FROM ${run}; DROP ROLE ${run}`);
  await direct.end();
});
