// The only file that may import sqlite3. It runs only in the backup command's own process, because two SQLite libraries
// in one process undo each other's locks.
import sqlite3 from 'sqlite3';
import type { HeldState } from '../engine.js';
import { PlainSql } from '../statements.js';
import { protectedSince } from '../append-only.js';
import { appendOnlyTriggers, missingTriggers } from './append-only-triggers.js';
import { dialect, stored } from './values.js';
import { wordIndexOf } from './word-index.js';
import { readMigrations } from '../migrations.js';
import { migrationsFolder } from './migrations-folder.js';

/** The parts of sqlite3's online backup that its types lack. */
interface OnlineBackup {
  readonly completed: boolean;
  readonly remaining: number;
  readonly pageCount: number;
  retryErrors: number[];
  step(pages: number, done: (error: Error | null) => void): void;
  finish(done: () => void): void;
}

const pagesPerStep = 256;

/** Opens a live database and holds its present state for reading; writers continue undisturbed. */
export async function holdState(file: string): Promise<HeldState> {
  const database = await open(file, sqlite3.OPEN_READWRITE);
  try {
    database.configure('busyTimeout', 5000);
    await query(database, 'PRAGMA query_only = ON');
    // Without a transaction of its own, the copy would start again whenever somebody writes.
    await query(database, 'BEGIN');
    const [state] = await query<{ number: number }>(database, 'SELECT number FROM state');
    return {
      stateNumber: state?.number ?? 0,
      head: (await hasTable(database, 'chain_links')) ? await headOf(database) : null,
      instance: (await hasTable(database, 'instance')) ? await instanceOf(database) : null,
      copyTo: (target, onProgress) => copy(database, target, onProgress),
      release: () => close(database),
    };
  } catch (error) {
    await close(database);
    throw error;
  }
}

async function copy(
  database: sqlite3.Database,
  target: string,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const backup = (database as unknown as { backup(target: string): OnlineBackup }).backup(target);
  backup.retryErrors = [sqlite3.BUSY, sqlite3.LOCKED];
  try {
    while (!backup.completed) {
      await settle((done) => backup.step(pagesPerStep, done));
      progress(backup.pageCount - backup.remaining, backup.pageCount);
    }
  } finally {
    await settle((done) => backup.finish(() => done(null)));
  }
}

async function hasTable(
  database: sqlite3.Database,
  name: 'chain_links' | 'instance' | 'imports' | 'article_texts',
): Promise<boolean> {
  const sql = `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '${name}'`;
  return (await query(database, sql)).length > 0;
}

async function instanceOf(database: sqlite3.Database): Promise<string | null> {
  return (await query<{ uuid: string }>(database, 'SELECT uuid FROM instance WHERE id = 1'))[0]?.uuid ?? null;
}

async function headOf(database: sqlite3.Database): Promise<HeldState['head']> {
  const sql = 'SELECT sequence, hash FROM chain_links ORDER BY sequence DESC LIMIT 1';
  return (await query<NonNullable<HeldState['head']>>(database, sql))[0] ?? null;
}

/**
 * Removes uploads and texts of articles from a finished copy, checks it with a second build of SQLite and every entry against the record
 * chain, and makes it a single file.
 */
export async function checkCopy(
  file: string,
  verify: (plain: PlainSql) => Promise<string | null>,
): Promise<void> {
  const database = await open(file, sqlite3.OPEN_READWRITE);
  try {
    await query(database, 'PRAGMA journal_mode = DELETE');
    await leaveOut(database);
    const [integrity] = await query<{ integrity_check: string }>(database, 'PRAGMA integrity_check');
    if (integrity?.integrity_check !== 'ok')
      throw new Error(`The copy is damaged: ${integrity?.integrity_check}`);
    const broken = await query<{ table: string }>(database, 'PRAGMA foreign_key_check');
    if (broken.length > 0) throw new Error(`The copy has broken references in ${broken[0]?.table}.`);
    const missing = await missingIn(database);
    if (missing.length > 0)
      throw new Error(`The copy does not protect its log: ${missing.join(', ')} missing.`);
    if (await hasTable(database, 'chain_links')) await requireVerified(database, verify);
  } finally {
    await close(database);
  }
}

/** Uploaded files that are waiting are not part of the record, and would stay in every backup for months. */
const leftOut = [
  { table: 'imports', which: 'length(contents) > 0', goes: "UPDATE imports SET contents = x''" },
  // Texts of others, which are in no backup at all.
  { table: 'article_texts', which: 'true', goes: 'DELETE FROM article_texts' },
] as const;

async function leaveOut(database: sqlite3.Database): Promise<void> {
  let isLess = false;
  for (const { table, which, goes } of leftOut) {
    if (!(await hasTable(database, table))) continue;
    if ((await query(database, `SELECT 1 FROM ${table} WHERE ${which} LIMIT 1`)).length === 0) continue;
    await query(database, `${goes} WHERE ${which}`);
    isLess = true;
  }
  if (isLess) await query(database, 'VACUUM');
}

async function requireVerified(
  database: sqlite3.Database,
  verify: (plain: PlainSql) => Promise<string | null>,
): Promise<void> {
  const wrong = await verify(plainSqlOf(database));
  if (wrong !== null) throw new Error(`The copy does not fit its record chain: ${wrong}`);
}

/**
 * The triggers that a copy lacks. In a copy of an earlier version, made before its migration, only their names are
 * checked.
 */
async function missingIn(database: sqlite3.Database): Promise<string[]> {
  const schema = await query<SchemaPart>(database, 'SELECT type, name, sql FROM sqlite_master');
  const triggers = schema.filter(({ type }) => type === 'trigger');
  const applied = await query<{ name: string }>(
    database,
    'SELECT migration_name AS name FROM "_prisma_migrations" ORDER BY migration_name DESC LIMIT 1',
  );
  const newest = applied[0]?.name ?? '';
  const isThisVersion = newest === readMigrations(migrationsFolder).at(-1)?.name;
  if (isThisVersion) return missingTriggers(triggers.map(({ sql }) => sql)).map(({ name }) => name);
  const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => name);
  const names = triggers.map(({ name }) => name);
  const expected = appendOnlyTriggers.filter(
    ({ table }) => tables.includes(table) && newest >= (protectedSince[table] ?? ''),
  );
  return expected.filter(({ name }) => !names.includes(name)).map(({ name }) => name);
}

interface SchemaPart {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

function open(file: string, mode: number): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, mode, (error) => (error ? reject(error) : resolve(database)));
  });
}

function query<Row>(
  database: sqlite3.Database,
  sql: string,
  values: readonly (string | number | null)[] = [],
): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    database.all<Row>(sql, values, (error, rows) => (error ? reject(error) : resolve(rows)));
  });
}

/** The statements of a connection of this library. */
function plainSqlOf(database: sqlite3.Database): PlainSql {
  return new PlainSql({
    dialect,
    prepare: (sql) => ({
      rows: (values) => query<object>(database, sql, values.map(stored)),
      row: async (values) => (await query<object>(database, sql, values.map(stored)))[0],
      lists: async (values) =>
        (await query<object>(database, sql, values.map(stored))).map((row) => Object.values(row)),
      run: () => Promise.reject(new Error('A copy is only read.')),
    }),
    wordsOf: wordIndexOf,
    isPipelined: false,
    turn: () => null,
  });
}

function close(database: sqlite3.Database): Promise<void> {
  return settle((done) => database.close(done));
}

function settle(call: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    call((error) => (error ? reject(error) : resolve()));
  });
}
