import { Client } from 'pg';
import { startPostgresql } from '../../../../prisma/embedded-postgresql.js';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { connect, engineOf, migrate } from '../../../../src/data/open.js';
import { Unavailable } from '../../../../src/domain/errors.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { testServer } from '../../../support/postgresql-databases.js';

const raise = 'UPDATE state SET number = number + 1 WHERE id = 1';
const backend = 'SELECT pg_backend_pid() AS pid';

describe.skipIf(testServer() === '')('an open database', () => {
  let fresh: TestDatabase;
  let direct: Client;

  beforeEach(async () => {
    fresh = await createTestDatabase();
    direct = new Client({ connectionString: fresh.url });
    await direct.connect();
  });

  afterEach(async () => {
    await direct.end();
    await fresh.remove();
  });

  test('writes to the disk before it acknowledges, whatever its settings say', async () => {
    const name = new URL(fresh.url).pathname.slice(1);
    await direct.query(`ALTER DATABASE ${name} SET synchronous_commit = off`);
    const database = await connect(fresh.url);
    const setting = await database.write((tx) =>
      plainSql(tx).row(`SELECT current_setting('synchronous_commit') AS durable`),
    );
    expect(setting).toEqual({ durable: 'on' });
    await database.close();
  });

  test('writes one transaction at a time, from whichever process', async () => {
    const other = await connect(fresh.url);
    const writes = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? fresh.database : other).write(async (tx) => {
        const before = await plainSql(tx).row<{ number: number }>('SELECT number FROM state');
        await plainSql(tx).run(raise);
        return before?.number;
      }),
    );
    const seen = await Promise.all(writes);
    expect(seen.sort((one, next) => Number(one) - Number(next))).toEqual(
      Array.from({ length: 40 }, (_, n) => n),
    );
    expect(await other.stateNumber()).toBe(40);
    await other.close();
  });

  test('keeps its connection when a rule refuses what was to be written', async () => {
    const pid = () => fresh.database.write((tx) => plainSql(tx).row(backend));
    const before = await pid();
    await expect(
      fresh.database.write(async (tx) => {
        await plainSql(tx).run(raise);
        throw new Error('A rule was broken.');
      }),
    ).rejects.toThrow('A rule was broken.');
    expect(await pid()).toEqual(before);
    expect(await fresh.database.stateNumber()).toBe(0);
  });

  test('says that nothing was recorded when its connection is cut off, and writes again with another', async () => {
    const cutOff = fresh.database.write(async (tx) => {
      const row = await plainSql(tx).row<{ pid: number }>(backend);
      await plainSql(tx).run(raise);
      await direct.query('SELECT pg_terminate_backend($1)', [row?.pid]);
      await plainSql(tx).run(raise);
    });
    await expect(cutOff).rejects.toThrow(Unavailable);
    await fresh.database.write((tx) => plainSql(tx).run(raise));
    expect(await fresh.database.stateNumber()).toBe(1);
  });

  test('steps aside once the database was brought to a newer version', async () => {
    await direct.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ('later', 'checksum', now(), '99990101000000_later', 1)`,
    );
    const sentence = 'this server is of the older one, so it neither records nor shows anything';
    await expect(fresh.database.write((tx) => plainSql(tx).run(raise))).rejects.toThrow(sentence);
    await expect(fresh.database.stateNumber()).rejects.toThrow(sentence);
    const { rows } = await direct.query('SELECT number FROM state');
    expect(rows).toEqual([{ number: 0 }]);
  });

  test('reads on after all of its connections were cut off', async () => {
    await fresh.database.stateNumber();
    await direct.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await expect.poll(() => fresh.database.stateNumber().catch(() => 'cut off'), { timeout: 10_000 }).toBe(0);
    expect(await fresh.database.read.state.findMany()).toEqual([{ id: 1, number: 0 }]);
  });

  test('shows in a snapshot what there was when it began', async () => {
    const seen = await fresh.database.snapshot(async (read) => {
      const before = await plainSql(read).row('SELECT number FROM state');
      await fresh.database.write((tx) => plainSql(tx).run(raise));
      return [before, await plainSql(read).row('SELECT number FROM state'), await read.state.findMany()];
    });
    expect(seen).toEqual([{ number: 0 }, { number: 0 }, [{ id: 1, number: 0 }]]);
    expect(await fresh.database.stateNumber()).toBe(1);
  });
});

describe.skipIf(testServer() === '')('a server is refused', () => {
  test.each(['fsync', 'full_page_writes'])('that runs with %s off', async (setting) => {
    const server = await startPostgresql(['-c', `${setting}=off`]);
    onTestFinished(server.stop);
    await migrate(server.url);
    await expect(connect(server.url)).rejects.toThrow(
      `PostgreSQL runs with ${setting} = off and can lose or damage what is recorded. Switch it on.`,
    );
  });

  test('whose sessions are in another time zone', async () => {
    const { database, url, remove } = await createTestDatabase();
    onTestFinished(remove);
    const name = new URL(url).pathname.slice(1);
    await database.close();
    const direct = new Client({ connectionString: url });
    await direct.connect();
    await direct.query(`ALTER DATABASE ${name} SET timezone = 'Europe/Kyiv'`);
    await direct.end();
    await expect(connect(url)).rejects.toThrow(
      'Sessions of the database are in the time zone Europe/Kyiv; they must be in UTC',
    );
  });
});

test('who removes a text by law is told where its words stay', () => {
  expect(engineOf('postgresql://localhost/talks').removedStays).toBe(
    'Dumps made before still hold them, and so do the write-ahead log of PostgreSQL and its archive: whoever runs the server has to remove them there.',
  );
});
