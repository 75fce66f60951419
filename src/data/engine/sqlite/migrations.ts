import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { MigrateOptions, MigrationReport, WrittenAlong } from '../engine.js';
import {
  type AppliedMigration,
  type Migration,
  readMigrations,
  refuseUnknownHistory,
  tellingIndexed,
} from '../migrations.js';
import { appendOnlyTriggers, missingTriggers } from './append-only-triggers.js';
import { refuseOldSqlite } from './connection.js';
import { refuseSecondName } from './database-file.js';
import { plainSqlOf } from './driver.js';
import { migrationsFolder } from './migrations-folder.js';
import { searchTriggers } from './search-triggers.js';
import { refreshStatistics } from './statistics.js';

const migrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;

/**
 * Brings a database file to this version's schema before anything else opens it; creates it if it does not exist.
 * Refuses a database for which this version cannot vouch, with a sentence for the operator.
 */
export async function migrate(
  file: string,
  along: WrittenAlong,
  { backUp, folder = migrationsFolder, onProgress = () => undefined }: MigrateOptions,
): Promise<MigrationReport> {
  mkdirSync(dirname(file), { recursive: true });
  refuseSecondName(file);
  const database = open(file);
  try {
    const known = readMigrations(folder);
    const applied = readApplied(database);
    refuseUnknownHistory(known, applied);
    const pending = known.slice(applied.length);
    const inUse = pending.length > 0 && applied.length > 0;
    if (inUse && !backUp) throw new Error('A database in use is not changed before somebody has copied it.');
    const isDone = () => readApplied(database).length === known.length;
    const backup = inUse && backUp ? await copyUnless(isDone, backUp) : null;
    const names: string[] = [];
    for (const migration of pending)
      if (await apply(database, migration, along, onProgress)) names.push(migration.name);
    refuseMissingTriggers(database);
    if (names.length > 0) refreshStatistics(database);
    return { applied: names, backup };
  } finally {
    database.close();
  }
}

/** A failed copy does not matter if another process, setting the file up at the same time, has finished. */
async function copyUnless(isDone: () => boolean, backUp: () => Promise<string>): Promise<string | null> {
  try {
    return await backUp();
  } catch (error) {
    if (isDone()) return null;
    throw error;
  }
}

function open(file: string): Sqlite.Database {
  const database = new Sqlite(file, { timeout: 5000 });
  refuseOldSqlite(database.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // What is dropped must not remain in free pages: some of it may have been removed by law.
  database.pragma('secure_delete = ON');
  // Rebuilding a table would drop the rows that refer to it; references are checked before COMMIT instead.
  database.pragma('foreign_keys = OFF');
  return database;
}

function readApplied(database: Sqlite.Database): AppliedMigration[] {
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'")
    .pluck()
    .all();
  if (tables.length === 0) return [];
  if (!tables.includes('_prisma_migrations')) {
    throw new Error(`${database.name} is a SQLite file, but not a database of this program.`);
  }
  const rows = database.prepare<[], { name: string; checksum: string; finished: number }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.all().map((row) => ({ ...row, finished: row.finished === 1 }));
}

/** Applies one migration and the triggers in one transaction; false if another process was faster. */
async function apply(
  database: Sqlite.Database,
  migration: Migration,
  along: WrittenAlong,
  onProgress: (sentence: string) => void,
): Promise<boolean> {
  const startedAt = Date.now();
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(migrationsTable);
    const isNew = !readApplied(database).some(({ name }) => name === migration.name);
    if (isNew) {
      const hadChain = hasTable(database, 'chain_links');
      database.exec(migration.sql);
      createTriggers(database);
      // What was published before there was a chain is chained once, in the transaction that creates the chain's table.
      if (!hadChain && hasTable(database, 'chain_links')) await along.extendChain(plainSqlOf(database));
      if (hasTable(database, 'search_changes'))
        await along.indexWords(plainSqlOf(database), tellingIndexed(onProgress));
      refuseBrokenReferences(database, migration);
      record(database, migration, startedAt);
    }
    database.exec('COMMIT');
    return isNew;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function hasTable(database: Sqlite.Database, name: string): boolean {
  const found = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
  return found.get(name) !== undefined;
}

// Rebuilding a table silently drops its triggers, so all are created again in the same transaction.
function createTriggers(database: Sqlite.Database): void {
  for (const { name, table, sql } of [...appendOnlyTriggers, ...searchTriggers]) {
    if (!hasTable(database, table)) continue;
    const isSearch = searchTriggers.some((trigger) => trigger.name === name);
    if (isSearch && !hasTable(database, 'search_changes')) continue;
    database.exec(`DROP TRIGGER IF EXISTS ${name}`);
    database.exec(sql);
  }
}

function refuseBrokenReferences(database: Sqlite.Database, migration: Migration): void {
  const broken = database.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
  if (broken.length === 0) return;
  const tables = [...new Set(broken.map((row) => row.table))].join(', ');
  throw new Error(
    `The migration ${migration.name} would break references in ${tables}; nothing was changed.`,
  );
}

function record(database: Sqlite.Database, migration: Migration, startedAt: number): void {
  const insert = database.prepare(
    `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     VALUES (?, ?, ?, ?, ?, 1)`,
  );
  insert.run(randomUUID(), migration.checksum, Date.now(), migration.name, startedAt);
}

function refuseMissingTriggers(database: Sqlite.Database): void {
  const found = database
    .prepare<[], string>("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
    .pluck()
    .all();
  const missing = missingTriggers(found).map(({ name }) => name);
  if (missing.length === 0) return;
  throw new Error(
    `The database does not protect its log: ${missing.join(', ')} missing or altered. Restore a backup.`,
  );
}
