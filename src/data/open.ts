import { extendRecordChain } from './chain/record-chain.js';
import { insertVerification, type VerificationResult } from './chain/verifications.js';
import { beginWriting, takeWriteLock } from './chain/write-lock.js';
import { type ConnectOptions, type Database, openDatabase } from './engine/database.js';
import type { Engine, MigrateOptions, MigrationReport, WrittenAlong } from './engine/engine.js';
import type { Failure } from './engine/failures.js';
import { isPostgresql } from './engine/postgresql/address.js';
import { postgresqlEngine } from './engine/postgresql/engine.js';
import { failureOf as failureOfPostgresql } from './engine/postgresql/failures.js';
import { engineOfFile, sqliteEngine } from './engine/sqlite/engine.js';
import { failureOf as failureOfSqlite } from './engine/sqlite/failures.js';
import { createTableFile as createTableFileOfSqlite } from './engine/sqlite/table-file.js';
import type { TableFile } from './engine/table-file.js';
import { indexChanges } from './search/search-index.js';

/** What every write to any database must also do: extend the record chain, and index words for search. */
export const writtenAlong: WrittenAlong = {
  begin: beginWriting,
  extendChain: extendRecordChain,
  indexWords: indexChanges,
};

/** A note beside the record adds nothing to it, and can be made where the record itself is not sound. */
const besideTheRecord: WrittenAlong = {
  begin: takeWriteLock,
  extendChain: () => Promise.resolve(),
  indexWords: () => Promise.resolve(),
};

/** The database that DATABASE_URL names. Throws a sentence if it names none. */
export function engineOf(url: string): Engine {
  return isPostgresql(url) ? postgresqlEngine(url) : sqliteEngine(url);
}

/** The database in a backup. */
export function engineOfBackup(file: string): Engine {
  return engineOfFile(file);
}

/** What failed in a database that could not even be opened; null if the failure was elsewhere. */
export function failureOf(error: unknown): Failure | null {
  return failureOfSqlite(error) ?? failureOfPostgresql(error);
}

/** Brings the database of a URL to this version’s schema; creates it if it does not exist. */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<MigrationReport> {
  return engineOf(url).migrate(writtenAlong, options);
}

/** Opens the migrated database of a URL. */
export async function connect(url: string, options: ConnectOptions = {}): Promise<Database> {
  return openDatabase(engineOf(url), writtenAlong, options);
}

/**
 * Keeps the result of a verification in the migrated database of a URL, unless it found nothing and another has found
 * something since the one numbered `lastBefore`, the newest when it began (null: none can have run); true if it was kept.
 */
export async function noteVerification(
  url: string,
  result: VerificationResult,
  lastBefore: number | null = null,
): Promise<boolean> {
  const database = await openDatabase(engineOf(url), besideTheRecord);
  try {
    return await database.write((tx) => insertVerification(tx, result, lastBefore));
  } finally {
    await database.close();
  }
}

/** Opens an empty file to be filled with tables for readers, in SQLite whatever keeps the record. */
export function createTableFile(path: string): TableFile {
  return createTableFileOfSqlite(path);
}
