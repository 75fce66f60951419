import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordExampleData } from '../../src/actions/example-data/record-example-data.js';
import { type ConnectOptions, type Database, openDatabase } from '../../src/data/engine/database.js';
import type { Engine } from '../../src/data/engine/engine.js';
import { connect, engineOf, migrate, writtenAlong } from '../../src/data/open.js';
import { createPostgresqlDatabase, dropPostgresqlDatabase, testServer } from './postgresql-databases.js';

export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  /** There is none on PostgreSQL: a test that names a file is one for SQLite. */
  readonly file: string;
  readonly remove: () => Promise<void>;
}

/** The instant at which the record of test databases was made. */
export const exampleRecordedAt = new Date('2025-08-20T12:00:00Z');

/** The record on which most tests stand: the talks around the Alaska meeting of August 2025, in five updates. */
export function recordAlaska(database: Database, now: Date): Promise<void> {
  return recordExampleData(database, now, [new URL('alaska-2025.json', import.meta.url)]);
}

/** Which engine opens the databases of tests from now on: that of the server, unless `openWith` names another. */
const opening: { engineOf: (url: string) => Engine } = { engineOf };

export function openWith(engine: (url: string) => Engine): void {
  opening.engineOf = engine;
}

let emptyTemplate: Promise<string> | undefined;
let exampleTemplate: Promise<string> | undefined;

/** A migrated database of its own for one test, copied from a template that is made once. */
export async function createTestDatabase(): Promise<TestDatabase> {
  emptyTemplate ??= makeEmptyTemplate();
  return copyTemplate(await emptyTemplate);
}

/** The same with the record of the talks around Alaska, made at `exampleRecordedAt`. */
export async function createExampleDatabase(options: ConnectOptions = {}): Promise<TestDatabase> {
  exampleTemplate ??= makeExampleTemplate();
  return copyTemplate(await exampleTemplate, options);
}

/** A new folder inside that of the run, which goes when the run ends. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tracker-'));
}

/** A copy of a template, which is a URL. */
async function copyTemplate(template: string, options: ConnectOptions = {}): Promise<TestDatabase> {
  if (testServer() === '') return copyDatabase(template.slice('file:'.length), options);
  const url = await createPostgresqlDatabase(template);
  const database = await openDatabase(opening.engineOf(url), writtenAlong, options);
  const remove = async () => {
    await database.close();
    await dropPostgresqlDatabase(url);
  };
  return { database, url, file: 'on PostgreSQL there is no file: this test is one for SQLite', remove };
}

/** A database of its own, copied from a file that nobody writes to. */
export async function copyDatabase(template: string, options: ConnectOptions = {}): Promise<TestDatabase> {
  const folder = temporaryFolder();
  const file = join(folder, 'tracker.db');
  copyFileSync(template, file);
  const url = `file:${file}`;
  const database = await openDatabase(opening.engineOf(url), writtenAlong, options);
  const remove = async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  };
  return { database, url, file, remove };
}

async function makeEmptyTemplate(): Promise<string> {
  const url =
    testServer() === '' ? `file:${join(temporaryFolder(), 'template.db')}` : await createPostgresqlDatabase();
  await migrate(url);
  await beTheTestInstance(url);
  return url;
}

/** The id of every test database, so that what is made from it can be compared as whole text. */
export const testInstance = { uuid: '5f1f9e0c-6d0e-4c3b-9a57-2f6f3f0c1d2e', life: '0123456789abcdef' };

async function beTheTestInstance(url: string): Promise<void> {
  const database = await connect(url);
  await database.write((tx) => tx.instance.update({ where: { id: 1 }, data: testInstance }));
  await database.close();
}

async function makeExampleTemplate(): Promise<string> {
  const url = await makeEmptyTemplate();
  const database = await connect(url);
  await recordAlaska(database, exampleRecordedAt);
  await database.close();
  // What is opened without statistics gathers them and writes them down: once here, and not in every copy.
  await (await connect(url)).close();
  return url;
}
