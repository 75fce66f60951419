import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { MigrateOptions, MigrationReport, WrittenAlong } from '../engine.js';
import {
  type AppliedMigration,
  type Migration,
  readMigrations,
  refuseUnknownHistory,
  tellingIndexed,
} from '../migrations.js';
import type { Address } from './address.js';
import { plainSqlOf } from './driver.js';
import { createTriggers, missingTriggers } from './trigger-statements.js';
import { migrationsFolder } from './migrations-folder.js';

const migrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
)`;

/** Whoever migrates holds this lock, however many processes start at once. */
const migrating = 'SELECT pg_advisory_xact_lock(7239104411)';

/**
 * Brings a database to this version’s schema, all pending migrations in one transaction. Backups are those of the
 * server’s operator, so none is made before. Refuses a database for which this version cannot vouch, with a sentence.
 */
export async function migrate(
  { connectionString, place }: Address,
  along: WrittenAlong,
  { folder = migrationsFolder, onProgress = () => undefined }: MigrateOptions,
): Promise<MigrationReport> {
  const known = readMigrations(folder);
  const client = new Client({ connectionString });
  await client.connect();
  try {
    if (await isMigrated(client, known)) return { applied: [], backup: null };
    await client.query('BEGIN');
    await client.query(migrating);
    const applied = await readApplied(client, place);
    refuseUnknownHistory(known, applied);
    await client.query(migrationsTable);
    const pending = known.slice(applied.length);
    // No write is under way meanwhile, and the next one finds that the version is another.
    if (applied.length > 0) await client.query('SELECT 1 FROM state WHERE id = 1 FOR UPDATE');
    for (const migration of pending) {
      await client.query(migration.sql);
      await record(client, migration);
    }
    if (pending.length > 0) {
      await createTriggers(client);
      await along.indexWords(plainSqlOf(client, { isNamed: false }), tellingIndexed(onProgress));
    }
    await refuseMissingTriggers(client);
    await client.query('COMMIT');
    await beInUtc(client);
    return { applied: pending.map(({ name }) => name), backup: null };
  } finally {
    await client.end();
  }
}

/** Without any lock: nothing but the triggers has to be looked at when all is there. */
async function isMigrated(client: Client, known: readonly Migration[]): Promise<boolean> {
  const applied = await readAppliedOf(client);
  if (applied === null) return false;
  refuseUnknownHistory(known, applied);
  if (applied.length < known.length) return false;
  await refuseMissingTriggers(client);
  return true;
}

/** The applied migrations; null if the database is not one of this program. */
export async function readAppliedOf(client: Pick<Client, 'query'>): Promise<AppliedMigration[] | null> {
  const { rows: tables } = await client.query(
    `SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'`,
  );
  if (tables.length === 0) return null;
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
  );
  return rows;
}

async function readApplied(client: Client, place: string): Promise<AppliedMigration[]> {
  const applied = await readAppliedOf(client);
  if (applied) return applied;
  const { rows } = await client.query(`SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1`);
  if (rows.length > 0)
    throw new Error(`${place} has tables of something else. Name an empty database, or a schema of its own.`);
  return [];
}

async function record(client: Client, { name, checksum }: Migration): Promise<void> {
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     VALUES ($1, $2, clock_timestamp(), $3, clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  );
}

async function refuseMissingTriggers(client: Client): Promise<void> {
  const missing = (await missingTriggers(client)).map(({ name }) => name);
  if (missing.length === 0) return;
  throw new Error(
    `The database does not protect its log: ${missing.join(', ')} missing or altered. Restore a backup.`,
  );
}

/** Prisma reads instants without looking at their zone. */
async function beInUtc(client: Client): Promise<void> {
  await client.query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''UTC''', current_database()); END $$`,
  );
}
