import { existsSync } from 'node:fs';
import { connect, type Database } from '../data/engine/database.js';
import { databaseFile } from '../data/engine/database-file.js';
import { lastMigrationOf } from '../data/engine/sqlite/inspection.js';
import { migrationsFolder, readMigrations } from '../data/engine/sqlite/migration-files.js';
import { migrate } from '../data/engine/sqlite/migrations.js';
import { lockForServer } from '../data/engine/sqlite/server-lock.js';

/** What was typed after the name of a command. */
export interface Given {
  readonly argument: string | undefined;
  readonly everybody: boolean;
  readonly dryRun: boolean;
  readonly databaseUrl: string;
}

/** One command: what may follow its name, and what it does. */
export interface Command {
  /** What its argument is, as a sentence names it; null where it takes none. */
  readonly argument: 'a sign-in name' | 'a file' | null;
  readonly isOptional?: true;
  /** The option that is its alone. */
  readonly option?: 'everybody' | 'dryRun';
  /** Answers the line to print, if any. Throws what went wrong, in a sentence. */
  readonly run: (given: Given) => Promise<string | null>;
}

/** What a command found wrong, in its own words; it was asked to look and changed nothing anyway. */
export class Wrong extends Error {
  override name = 'Wrong';
}

/** Opens the database that the server uses, for as long as `work` takes. It is not made if it is not there. */
export async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const file = databaseFile(url);
  if (!existsSync(file))
    throw new Error(`There is no database at ${file}. The server makes it when it starts.`);
  return withNewDatabase(url, work);
}

/** The same, making the database if it is not there. */
export async function withNewDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  await bringUpToDate(url);
  const database = await connect(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** A database is never changed to this version under a server of an older one. */
async function bringUpToDate(url: string): Promise<void> {
  const file = databaseFile(url);
  const isBehind =
    existsSync(file) && lastMigrationOf(file) !== readMigrations(migrationsFolder).at(-1)?.name;
  const release = isBehind ? lockForServer(file) : null;
  try {
    await migrate(url);
  } finally {
    release?.();
  }
}
