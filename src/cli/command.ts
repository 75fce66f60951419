import type { Database } from '../data/engine/database.js';
import { connect, engineOf, migrate } from '../data/open.js';
import { backUpInChildProcess } from './child-process.js';

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
  const { exists, place } = engineOf(url);
  if (!exists()) throw new Error(`There is no database at ${place}. The server makes it when it starts.`);
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
  const engine = engineOf(url);
  const isBehind = engine.exists() && !engine.version().isPresent;
  const release = isBehind ? engine.lockForServer() : null;
  try {
    await migrate(url, { backUp: () => backUpInChildProcess(url) });
  } finally {
    release?.();
  }
}
