import { Client } from 'pg';
import type { Storage } from '../engine.js';
import type { Address } from './address.js';
import { newestMigration, requireOwnVersion } from './newest-migration.js';
import { wasCommitted } from './outcome.js';
import { StateNumber } from './state-number.js';
import { type Beginning, openPool, readingClient, transactingClient } from './connection.js';

/** How many statements of readers run at once; others wait for a connection. */
const readers = 8;

/** Opens a migrated database. */
export async function openStorage(address: Address): Promise<Storage> {
  await requireSafeServer(address);
  const pool = openPool(address, { max: readers });
  const reading = readingClient(address, pool);
  let last = '';
  const writer = transactingClient(
    address,
    writing((id) => {
      last = id;
    }),
  );
  const state = new StateNumber(async () => {
    const sql = `SELECT number, ${newestMigration} FROM state WHERE id = 1`;
    const { rows } = await pool.query<{ number: number; migration: string | null }>(sql);
    requireOwnVersion(rows[0]?.migration);
    return rows[0]?.number ?? 0;
  });
  return {
    reader: reading,
    writer: {
      client: writer.client,
      plain: writer.plain,
      requireTransaction: () => void writer.plain(),
      noteCommit: () => state.forget(),
      wasCommitted: () => wasCommitted(address.connectionString, last),
      drop: () => writer.client.$disconnect(),
    },
    openSnapshot: async () => {
      let lastUsed = performance.now();
      const reader = transactingClient(address, snapshot);
      const plain = () => {
        lastUsed = performance.now();
        return reader.plain();
      };
      return { client: reader.client, plain, lastUsed: () => lastUsed, close: reader.close };
    },
    stateNumber: () => state.now(),
    recentStateNumber: (seen) => state.recent(seen),
    displacement: () => null,
    lackOfRoom: () => Promise.resolve(null),
    close: async () => {
      await reading.close();
      await writer.close();
    },
  };
}

/**
 * What every writing transaction begins with: it is acknowledged only once it is on disk (or further, where the server
 * is set up so), waits for others only so long, and ends if this process stands still. Then it waits for the lock that
 * every writer takes; a migration takes it too. A connection that is still inside an earlier transaction is refused.
 */
const writing = (noteTransaction: (id: string) => void): Beginning => ({
  sql: `SELECT
    set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local') THEN 'on'
      ELSE current_setting('synchronous_commit') END, true) AS durable,
    set_config('lock_timeout', '30s', true),
    set_config('idle_in_transaction_session_timeout', '120s', true),
    pg_current_xact_id_if_assigned() IS NULL AS fresh;
  SELECT pg_current_xact_id()::text AS id FROM state WHERE id = 1 FOR UPDATE;
  SELECT ${newestMigration}`,
  check: ([settings, locked, version]) => {
    const [found] = (settings ?? []) as readonly { readonly durable: string; readonly fresh: boolean }[];
    if (!found?.fresh)
      throw new Error('The connection was still inside an earlier transaction; nothing was written.');
    if (found.durable === 'off' || found.durable === 'local')
      throw new Error(`PostgreSQL did not accept synchronous_commit: it says ${found.durable}.`);
    const [present] = (version ?? []) as readonly { readonly migration: string | null }[];
    requireOwnVersion(present?.migration);
    const [transaction] = (locked ?? []) as readonly { readonly id: string }[];
    noteTransaction(transaction?.id ?? '');
  },
});

/** All that is read is as of one moment. */
const snapshot: Beginning = {
  sql: 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY',
  check: () => undefined,
};

const oldestVersion = 15;

/** Settings of a server that may lose what it has acknowledged, or that the program cannot work with. */
async function requireSafeServer({ connectionString }: Address): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<Readonly<Record<string, string>>>(
      `SELECT current_setting('server_version_num') AS version, current_setting('fsync') AS fsync,
        current_setting('full_page_writes') AS full_page_writes, current_setting('TimeZone') AS zone,
        current_setting('server_encoding') AS encoding`,
    );
    const { version, zone, encoding, ...durability } = rows[0] as Readonly<Record<string, string>>;
    if (Math.floor(Number(version) / 10_000) < oldestVersion)
      throw new Error(`PostgreSQL ${oldestVersion} or newer is needed; this server is version ${version}.`);
    for (const [setting, value] of Object.entries(durability))
      if (value !== 'on')
        throw new Error(
          `PostgreSQL runs with ${setting} = ${value} and can lose or damage what is recorded. Switch it on.`,
        );
    if (encoding !== 'UTF8') throw new Error(`The database has the encoding ${encoding}; it must have UTF8.`);
    if (!/^(Etc\/)?UTC$/.test(zone ?? ''))
      throw new Error(
        `Sessions of the database are in the time zone ${zone}; they must be in UTC: ALTER DATABASE … SET timezone = 'UTC'.`,
      );
  } finally {
    await client.end();
  }
}
