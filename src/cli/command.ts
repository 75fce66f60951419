import type { Database } from '../data/engine/database.js';
import { connect, engineOf, migrate } from '../data/open.js';
import { backUpInChildProcess } from './child-process.js';

/** What was typed after a command's name. */
export interface Given {
  readonly argument: string | undefined;
  readonly everybody: boolean;
  readonly dryRun: boolean;
  readonly databaseUrl: string;
  /** The negotiation that is meant, by its slug, and a name; null if that was not said. */
  readonly negotiation: string | null;
  readonly name: string | null;
  /** Where something is copied to; null if that was not said. */
  readonly to: string | null;
  /** The process that runs this command and with which it is to end; null for none. */
  readonly endsWith: number | null;
}

/** A command: what may follow its name, and what it does. */
export interface Command {
  /** What its argument is, as named in messages; null if it takes none. */
  readonly argument: 'a sign-in name' | 'a file' | null;
  readonly isOptional?: true;
  /** The option that only this command has. */
  readonly option?: 'everybody' | 'dryRun' | 'to' | 'negotiation';
  /** Returns the line to print, if any. Throws a sentence that says what went wrong. */
  readonly run: (given: Given) => Promise<string | null>;
}

/** What a command that only checks has found to be wrong, in a text of its own. */
export class Wrong extends Error {
  override name = 'Wrong';
}

/** Opens the server's database while `work` runs. It is not created if it does not exist. */
export async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const { exists, place } = engineOf(url);
  if (!(await exists()))
    throw new Error(`There is no database at ${place}. The server makes it when it starts.`);
  return withNewDatabase(url, work);
}

/** The same, but creates the database if it does not exist. */
export async function withNewDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  await bringUpToDate(url);
  const database = await connect(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** A database is never migrated to this version while a server of an older version uses it. */
async function bringUpToDate(url: string): Promise<void> {
  const engine = engineOf(url);
  const isBehind = (await engine.exists()) && !(await engine.version()).isPresent;
  const release = isBehind ? engine.lockForServer() : null;
  try {
    await migrate(url, { backUp: () => backUpInChildProcess(url) });
  } finally {
    release?.();
  }
}
