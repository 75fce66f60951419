import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertImport } from '../../src/data/desk/imports.js';
import { insertUser } from '../../src/data/people/users.js';
import { lockFile } from '../../src/data/engine/sqlite/file-lock.js';
import { createExampleDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { readNumberedLog, writeNumbered } from '../support/numbered-writes.js';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const command = fileURLToPath(new URL('../../dist/cli/backup.js', import.meta.url));

let fresh: TestDatabase;

beforeEach(async () => {
  fresh = await createTestDatabase();
});

afterEach(() => fresh.remove());

function backup(...options: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const environment = { ...process.env, DATABASE_URL: fresh.url };
    execFile(process.execPath, [command, ...options], { env: environment }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

test('copies the database of DATABASE_URL into "backups" beside it and prints where', async () => {
  await writeNumbered(fresh.database);
  const { code, stdout, stderr } = await backup();
  expect(code).toBe(0);
  expect(dirname(stdout.trim())).toBe(join(dirname(fresh.file), 'backups'));
  expect(stdout).toMatch(/tracker-\d{8}T\d{9}Z-1-[0-9a-f]{64}\.db\n$/);
  expect(stderr).toContain('Copying the database: 100 %');
  expect(stderr).toContain('Verifying the copy: 100 %');
  expect(readNumberedLog(stdout.trim())).toEqual({ state: 1, sequences: [1], partial: [] });
});

test('writes beside the copy what it is: its head, its size, its SHA-256', async () => {
  await writeNumbered(fresh.database);
  const copy = (await backup()).stdout.trim();
  const manifest = JSON.parse(readFileSync(copy.replace(/\.db$/, '.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const head = await fresh.database.read.chainLink.findFirstOrThrow({
    select: { sequence: true, hash: true },
  });
  const bytes = readFileSync(copy);
  expect(manifest).toEqual({
    file: basename(copy),
    madeAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    head,
    state: 1,
    instance: fresh.database.instance.uuid,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(basename(copy)).toContain(`-1-${head.hash}.db`);
});

test('goes to BACKUP_FOLDER where that is set', async () => {
  const folder = join(dirname(fresh.file), 'other-disk');
  const { stdout } = await backup();
  expect(dirname(stdout.trim())).not.toBe(folder);
  process.env.BACKUP_FOLDER = folder;
  const { stdout: there } = await backup();
  delete process.env.BACKUP_FOLDER;
  expect(dirname(there.trim())).toBe(folder);
});

test('copies into a folder or to a file that is named', async () => {
  const home = dirname(fresh.file);
  expect(dirname((await backup(join(home, 'elsewhere'))).stdout.trim())).toBe(join(home, 'elsewhere'));
  expect((await backup(join(home, 'copy.db'))).stdout.trim()).toBe(join(home, 'copy.db'));
});

test('never overwrites a file, not even the database itself', async () => {
  const file = join(dirname(fresh.file), 'taken.db');
  writeFileSync(file, 'mine');
  for (const target of [file, fresh.file]) {
    expect(await backup(target)).toMatchObject({
      code: 1,
      stderr: `No backup was made: ${target} exists already.\n`,
    });
  }
});

test('what a killed backup has left is removed by the next; what is being made is not', async () => {
  const folder = join(dirname(fresh.file), 'backups');
  mkdirSync(folder);
  const left = (instant: string) => join(folder, `tracker-${instant}-7-${'0'.repeat(64)}.db.partial`);
  for (const ending of ['', '-journal', '.json', '.lock'])
    writeFileSync(`${left('20250101T000000000Z')}${ending}`, '');
  const alive = left('20250101T000000001Z');
  writeFileSync(alive, '');
  const release = lockFile(`${alive}.lock`);
  writeFileSync(join(folder, 'another-20250101T000000000Z.db.partial'), '');
  const copy = basename((await backup()).stdout.trim());
  const unfinished = [
    'another-20250101T000000000Z.db.partial',
    ...['', '.lock', '.lock-journal'].map((ending) => `${basename(alive)}${ending}`),
  ];
  expect(readdirSync(folder).sort()).toEqual([copy, copy.replace(/db$/, 'json'), ...unfinished].sort());
  release?.();
  await backup();
  expect(existsSync(alive)).toBe(false);
});

test('says what is wrong with a file that is not a database, and leaves nothing behind', async () => {
  const letter = join(dirname(fresh.file), 'letter.db');
  writeFileSync(letter, 'Dear editors, this is a letter and not a database. '.repeat(20));
  const { code, stderr } = await backup('--database', `file:${letter}`);
  expect(code).toBe(1);
  expect(stderr).toContain('file is not a database');
  expect(readdirSync(dirname(fresh.file))).not.toContain('backups');
});

test('explains itself when asked, and when it is called wrongly', async () => {
  expect(await backup('--help')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Usage:'),
    stderr: '',
  });
  expect(await backup('--unknown')).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage:') });
  expect(await backup('one', 'two')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Only one target'),
  });
});

test('holds no uploads: a waiting file is in no backup, and its import says so', async () => {
  const example = await createExampleDatabase();
  const contents = new Uint8Array(Buffer.from('words that nobody has published'.repeat(10_000)));
  await example.database.write(async (tx) => {
    const createdAt = new Date('2025-08-15T09:00:00Z');
    const account = { signInName: 'desk', publicName: null, passwordHash: 'none', createdAt } as const;
    const userId = await insertUser(tx, { ...account, role: 'editor' });
    const { id: negotiationId } = await tx.negotiation.findFirstOrThrow();
    await insertImport(tx, { negotiationId, userId, fileName: 'x.csv', contents, uploadedAt: createdAt });
  });
  const { code, stdout } = await backup('--database', example.url);
  expect(code).toBe(0);
  expect(readFileSync(stdout.trim()).includes('words that nobody has published')).toBe(false);
  const copy = new Sqlite(stdout.trim(), { readonly: true });
  expect(copy.prepare('SELECT file_name AS name, length(contents) AS length FROM imports').all()).toEqual([
    { name: 'x.csv', length: 0 },
  ]);
  copy.close();
  expect((await example.database.read.import.findFirstOrThrow()).contents.length).toBe(contents.length);
  await example.remove();
});
