import { execFile } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { backUpInChildProcess } from '../../src/cli/child-process.js';
import { appendOnlyTriggers, missingTriggers } from '../../src/data/engine/sqlite/append-only-triggers.js';
import { migrationsFolder } from '../../src/data/engine/sqlite/migrations-folder.js';
import type { MigrationReport } from '../../src/data/engine/engine.js';
import { migrate } from '../../src/data/open.js';
import { temporaryFolder } from '../support/database.js';

let folder: string;
let file: string;
let url: string;
/** What every migration has been applied to: made once, and copied. */
let migrated: string;
const backUp = vi.fn(() => Promise.resolve('copy.db'));

beforeAll(async () => {
  migrated = join(temporaryFolder(), 'migrated.db');
  await migrate(`file:${migrated}`);
});

beforeEach(() => {
  const home = temporaryFolder();
  folder = join(home, 'migrations');
  cpSync(migrationsFolder, folder, { recursive: true });
  file = join(home, 'data', 'tracker.db');
  url = `file:${file}`;
  backUp.mockClear();
});

function run(): Promise<MigrationReport> {
  return migrate(url, { backUp, folder });
}

function addMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

function inDatabase<T>(work: (database: Sqlite.Database) => T): T {
  const database = new Sqlite(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function execute(sql: string): void {
  inDatabase((database) => database.exec(sql));
}

function everything(): unknown {
  return inDatabase((database) => [
    database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all(),
    database.prepare('SELECT * FROM "_prisma_migrations"').all(),
  ]);
}

const known = readdirSync(migrationsFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const first = known[0] ?? '';

const rebuildPublications = `
CREATE TABLE "new_publications" ("sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "recorded_at" DATETIME NOT NULL);
INSERT INTO "new_publications" SELECT "sequence", "recorded_at" FROM "publications";
DROP TABLE "publications";
ALTER TABLE "new_publications" RENAME TO "publications";
CREATE INDEX "publications_recorded_at_idx" ON "publications"("recorded_at");`;

describe('a new database', () => {
  test('is created with its folder and gets every migration, without a backup', async () => {
    expect(await run()).toEqual({ applied: known, backup: null });
    expect(backUp).not.toHaveBeenCalled();
  });

  test('a second run changes nothing', async () => {
    await run();
    const before = everything();
    expect(await run()).toEqual({ applied: [], backup: null });
    expect(everything()).toEqual(before);
  });

  test('four processes that start together set it up once', async () => {
    const sources = new URL('../../src/', import.meta.url).href;
    const script = `
      import { backUpInChildProcess } from '${sources}cli/child-process.js';
      import { migrate } from '${sources}data/open.js';
      const [, url] = process.argv;
      process.stdout.write(JSON.stringify(await migrate(url, { backUp: () => backUpInChildProcess(url) })));`;
    const command = ['--import', 'tsx', '--input-type=module', '--eval', script, url];
    const start = () => promisify(execFile)(process.execPath, command);
    const outputs = await Promise.all([start(), start(), start(), start()]);
    const applied = outputs.flatMap(({ stdout }) => (JSON.parse(stdout) as MigrationReport).applied);
    expect(applied.sort()).toEqual(known);
  });
});

function beMigrated(): void {
  mkdirSync(dirname(file));
  copyFileSync(migrated, file);
}

describe('a pending migration', () => {
  beforeEach(beMigrated);

  test('is applied after a backup of the database as it was', async () => {
    addMigration('99990101000000_more', 'CREATE TABLE more (id INTEGER);');
    backUp.mockImplementationOnce(() => {
      expect(JSON.stringify(everything())).not.toContain('more');
      return Promise.resolve('before.db');
    });
    expect(await run()).toEqual({ applied: ['99990101000000_more'], backup: 'before.db' });
  });

  test('is not applied if the backup fails', async () => {
    addMigration('99990101000000_more', 'CREATE TABLE more (id INTEGER);');
    const before = everything();
    backUp.mockRejectedValueOnce(new Error('no room for a copy'));
    await expect(run()).rejects.toThrow('no room for a copy');
    expect(everything()).toEqual(before);
  });

  test('is done if another process applies it while a copy fails', async () => {
    addMigration('99990101000000_more', 'CREATE TABLE more (id INTEGER);');
    backUp.mockImplementationOnce(async () => {
      await run();
      throw new Error('disk I/O error');
    });
    expect(await run()).toEqual({ applied: [], backup: null });
  });

  test('that fails half-way leaves nothing behind', async () => {
    addMigration('99990101000000_broken', 'CREATE TABLE more (id INTEGER); CREATE TABLE more (id INTEGER);');
    const before = everything();
    await expect(run()).rejects.toThrow(/already exists/);
    expect(everything()).toEqual(before);
  });

  test('that would break references is refused and leaves nothing behind', async () => {
    addMigration(
      '99990101000000_orphan',
      "INSERT INTO sessions (token_hash, user_id, created_at, last_seen_at) VALUES ('t', 99, 0, 0);",
    );
    const before = everything();
    await expect(run()).rejects.toThrow('would break references in sessions');
    expect(everything()).toEqual(before);
  });

  test('that rebuilds an append-only table keeps its rows, its triggers and what refers to it', async () => {
    execute(
      "INSERT INTO publications VALUES (1, 0); INSERT INTO negotiations (id, slug, name, created_sequence) VALUES (1, 'a', 'A', 1);",
    );
    addMigration('99990101000000_rebuild', rebuildPublications);
    await run();
    expect(() => execute('DELETE FROM publications')).toThrow('The rows of publications are never deleted.');
    expect(inDatabase((database) => database.pragma('foreign_key_check'))).toEqual([]);
  });
});

describe('a database of the version before', () => {
  /** Everything but the newest migration; this version then misses the triggers of tables that came with it. */
  async function makeOneOfTheVersionBefore(): Promise<string> {
    const newest = known.at(-1) as string;
    rmSync(join(folder, newest), { recursive: true });
    await run().catch((error: Error) => expect(error.message).toContain('does not protect its log'));
    return newest;
  }

  test('is backed up with the triggers that it has, then gets those of this version', async () => {
    const newest = await makeOneOfTheVersionBefore();
    const plain =
      "CREATE TRIGGER stances_refuse_update BEFORE UPDATE ON stances BEGIN SELECT RAISE(ABORT, 'no'); END";
    execute(`DROP TRIGGER stances_refuse_update; ${plain}`);
    const { applied, backup } = await migrate(url, { backUp: () => backUpInChildProcess(url) });
    expect(applied).toEqual([newest]);
    const copy = new Sqlite(backup as string, { readonly: true });
    const trigger = "SELECT sql FROM sqlite_master WHERE name = 'stances_refuse_update'";
    expect(copy.prepare(trigger).pluck().get()).toBe(plain);
    copy.close();
    const triggers = inDatabase((database) =>
      database.prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger'").pluck().all(),
    );
    expect(missingTriggers(triggers as string[])).toEqual([]);
  });

  test('is not backed up where a table of its log is not protected', async () => {
    await makeOneOfTheVersionBefore();
    execute('DROP TRIGGER stances_refuse_update');
    const copied = migrate(url, { backUp: () => backUpInChildProcess(url) });
    await expect(copied).rejects.toThrow('stances_refuse_update missing');
  });

  test('is not changed without a backup', async () => {
    await makeOneOfTheVersionBefore();
    await expect(migrate(url)).rejects.toThrow('not changed before somebody has copied it');
  });
});

test('a database from before words were folded is indexed anew, with its progress reported', async () => {
  const folded = known.find((name) => name.endsWith('_search_folded')) as string;
  for (const name of known.filter((each) => each >= folded)) rmSync(join(folder, name), { recursive: true });
  await run().catch((error: Error) => expect(error.message).toContain('does not protect its log'));
  execute("INSERT INTO parties (id, slug, name, kind) VALUES (7, 'lodz', 'Łódź', 'state')");
  const told: string[] = [];
  await migrate(url, { backUp, onProgress: (sentence) => told.push(sentence) });
  expect(told).toEqual(['Search: 1 of 1 texts indexed.']);
  inDatabase((database) => {
    expect(database.prepare('SELECT rowid, kind, words FROM name_search').all()).toEqual([
      { rowid: 7 * 8 + 1, kind: 'party', words: 'lodz' },
    ]);
    expect(database.prepare('SELECT * FROM search_changes').all()).toEqual([]);
  });
});

test('whom corroborations and denials cite is indexed in a database from before it was', async () => {
  const byActs = known.find((name) => name.endsWith('_search_by_acts')) as string;
  for (const name of known.filter((each) => each >= byActs)) rmSync(join(folder, name), { recursive: true });
  // What it has been given is kept; the triggers have to be those of this version.
  await expect(run()).rejects.toThrow('publication_sources_refuse_update');
  execute(`INSERT INTO publications VALUES (1, 0);
    INSERT INTO negotiations (id, slug, name, created_sequence) VALUES (1, 'a', 'A', 1);
    INSERT INTO sources (id, outlet, title) VALUES (3, 'Süddeutsche Zeitung', 'A report');
    INSERT INTO entries (sequence, kind, negotiation_id, record) VALUES (1, 'corroboration', 1, 1);
    INSERT INTO citations (sequence, source_id, ordinal, first_reported_by) VALUES (1, 3, 0, 'Interfax');
    DELETE FROM search_changes;`);
  const told: string[] = [];
  await migrate(url, { backUp, onProgress: (sentence) => told.push(sentence) });
  expect(told).toEqual(['Search: 1 of 1 texts indexed.']);
  inDatabase((database) => {
    expect(database.prepare('SELECT rowid, words, names FROM stance_search').all()).toEqual([
      { rowid: 1, words: 'suddeutsche zeitung ¶ interfax', names: 'acts1' },
    ]);
  });
});

test('headlines with clearer words, questions and briefings are indexed in a database from before they were', async () => {
  const before = known.find((name) => name.endsWith('_search_own_words')) as string;
  for (const name of known.filter((each) => each >= before)) rmSync(join(folder, name), { recursive: true });
  // What it has been given is kept; the triggers have to be those of this version.
  await expect(run()).rejects.toThrow('compliance_refuse_update');
  execute(`INSERT INTO publications VALUES (1, 0), (2, 0), (3, 0), (4, 0);
    INSERT INTO negotiations (id, slug, name, created_sequence) VALUES (5, 'a', 'A', 1);
    INSERT INTO updates (id, negotiation_id, headline, recorded_at, idempotency_key) VALUES (6, 5, 'Talks', 0, 'k');
    INSERT INTO clarifications (sequence, negotiation_id, update_id, words, reason) VALUES (2, 5, 6, 'First talks', 'So.');
    INSERT INTO topics (id, negotiation_id, slug, name, "order") VALUES (8, 5, 't', 'T', 1);
    INSERT INTO questions (id, negotiation_id, topic_id, slug, wording, created_sequence) VALUES (9, 5, 8, 'q', 'How?', 3);
    INSERT INTO briefings (sequence, negotiation_id, kind, record, day, text) VALUES (4, 5, 'report', 4, '2025-08-09', 'Où?');
    DELETE FROM search_changes; DELETE FROM name_search;`);
  const told: string[] = [];
  await migrate(url, { backUp, onProgress: (sentence) => told.push(sentence) });
  expect(told).toEqual(['Search: 3 of 3 texts indexed.']);
  inDatabase((database) => {
    expect(database.prepare('SELECT rowid, kind, words FROM name_search').all()).toEqual([
      { rowid: 3 * 8 + 7, kind: 'own5', words: 'how' },
      { rowid: 4 * 8 + 7, kind: 'own5', words: 'ou' },
      { rowid: 6 * 8 + 6, kind: 'update5', words: 'talks ¶ first talks' },
    ]);
  });
});

describe('the start is refused', () => {
  beforeEach(beMigrated);

  test.each(appendOnlyTriggers)('if the trigger $name is missing', async ({ name }) => {
    execute(`DROP TRIGGER ${name}`);
    await expect(run()).rejects.toThrow(`does not protect its log: ${name} missing or altered`);
  });

  test('if a trigger has been replaced by a harmless one', async () => {
    const [trigger] = appendOnlyTriggers;
    execute(
      `DROP TRIGGER ${trigger?.name}; CREATE TRIGGER ${trigger?.name} BEFORE UPDATE ON publications BEGIN SELECT 1; END`,
    );
    await expect(run()).rejects.toThrow('does not protect its log');
  });

  test('if an applied migration was edited afterwards', async () => {
    appendFileSync(join(folder, first, 'migration.sql'), '-- edited');
    await expect(run()).rejects.toThrow(`${first} is not the file that was applied`);
  });

  test('if a newer version has migrated the database', async () => {
    addMigration('99990101000000_newer', 'CREATE TABLE newer (id INTEGER);');
    await run();
    rmSync(join(folder, '99990101000000_newer'), { recursive: true });
    await expect(run()).rejects.toThrow(
      'by a newer version of this program (migration 99990101000000_newer)',
    );
  });

  test('if a migration appears before one that is applied', async () => {
    addMigration('00010101000000_early', 'CREATE TABLE early (id INTEGER);');
    await expect(run()).rejects.toThrow(`has the migration ${first}, but not 00010101000000_early before it`);
  });

  test('if a migration by another tool stopped half-way', async () => {
    execute('UPDATE "_prisma_migrations" SET finished_at = NULL');
    await expect(run()).rejects.toThrow(`${first} stopped half-way`);
  });

  test('if the file belongs to another program', async () => {
    file = join(folder, 'other.db');
    url = `file:${file}`;
    execute('CREATE TABLE letters (id INTEGER)');
    await expect(run()).rejects.toThrow('not a database of this program');
  });

  test('if the file is not a database at all, and the file stays as it was', async () => {
    file = join(folder, 'letter.db');
    url = `file:${file}`;
    writeFileSync(file, 'Dear editors, this is a letter and not a database. '.repeat(20));
    await expect(run()).rejects.toThrow(/not a database/);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });
});
