import { copyFileSync, existsSync, linkSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { writableInstant } from '../../../domain/when.js';
import { removeDatabase } from './database-file.js';
import { syncToDisk } from '../disk.js';

/** Where a database is prepared that is to replace another. */
export function replacementOf(file: string): string {
  return `${file}.restoring`;
}

/** Files that SQLite keeps beside a database and cannot do without. */
const logs = ['-wal', '-journal'] as const;

/**
 * Replaces a database by the prepared one; the old one is kept under another name, which is returned (null if there was
 * none). Whenever the machine stops, the file is either the old database or the new one, complete: the old one is first
 * made a single file, then gets a second name, and a single renaming puts the new one in its place. Throws a sentence
 * if another process is using the old one.
 */
export function replaceDatabase(file: string, now: Date): string | null {
  const still = existsSync(file) ? holdStill(file) : null;
  const aside = freeName(file, writableInstant(now));
  // Only for a damaged or missing database can the log hold something that is not in the file.
  const kept = ['', ...(still ? [] : logs)].filter((suffix) => existsSync(`${file}${suffix}`));
  for (const suffix of kept) giveSecondName(`${file}${suffix}`, `${aside}${suffix}`);
  syncToDisk(dirname(file));
  // The new database must never be read with the log of the old one.
  for (const suffix of [...logs, '-shm']) rmSync(`${file}${suffix}`, { force: true });
  still?.close();
  syncToDisk(dirname(file));
  renameSync(replacementOf(file), file);
  syncToDisk(dirname(file));
  return kept.includes('') ? aside : null;
}

/**
 * Moves the contents of a database's log into its file, so that the file alone is the database, and keeps everybody
 * from writing until the connection is closed. Null for a damaged database.
 */
function holdStill(file: string): Sqlite.Database | null {
  const connection = new Sqlite(file, { timeout: 5000 });
  try {
    const [outcome] = connection.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
    connection.exec('BEGIN IMMEDIATE');
    const left = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    if (outcome?.busy !== 0 || left > 0) throw inUse(file);
    return connection;
  } catch (error) {
    connection.close();
    const code = error instanceof Sqlite.SqliteError ? error.code : '';
    if (code.startsWith('SQLITE_BUSY')) throw inUse(file);
    if (/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)) return null;
    throw error;
  }
}

/** Makes a database that nobody else uses a single file, without a log beside it. */
export function settle(file: string): void {
  const connection = new Sqlite(file);
  try {
    connection.pragma('journal_mode = DELETE');
  } finally {
    connection.close();
  }
}

function inUse(file: string): Error {
  return new Error(`Another process is at work in ${file}. Wait until it has ended, or end it.`);
}

/** On a file system without hard links, makes a copy instead. */
function giveSecondName(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch {
    copyFileSync(file, name);
    syncToDisk(name);
  }
}

function freeName(file: string, instant: Date): string {
  const name = `${stemOf(file)}${instant.toISOString().replace(/[-:.]/g, '')}.db`;
  return existsSync(name) ? freeName(file, new Date(instant.getTime() - 1)) : name;
}

/** How the names of replaced databases begin. */
function stemOf(file: string): string {
  return `${file.replace(/\.db$/, '')}-replaced-`;
}

/**
 * Undoes a replacement that was interrupted: removes the prepared database, and the second name of the old one, which
 * is still in its place. To be called while holding the server's lock.
 */
export function undoCutOffReplacement(file: string): void {
  removeDatabase(replacementOf(file));
  const folder = dirname(file);
  const { nlink, ino } = statSync(file, { throwIfNoEntry: false }) ?? { nlink: 1 };
  if (nlink === 1) return;
  const names = readdirSync(folder).filter(
    (name) => name.startsWith(basename(stemOf(file))) && name.endsWith('.db'),
  );
  for (const aside of names.map((name) => join(folder, name))) {
    if (statSync(aside).ino !== ino) continue;
    for (const suffix of logs) {
      if (!existsSync(`${aside}${suffix}`)) continue;
      if (existsSync(`${file}${suffix}`)) rmSync(`${aside}${suffix}`);
      else renameSync(`${aside}${suffix}`, `${file}${suffix}`);
    }
    rmSync(aside);
  }
}
