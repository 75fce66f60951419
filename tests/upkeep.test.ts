import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultBackupFolder, listBackups } from '../src/data/backup-files.js';
import { startUpkeep, type Upkeep } from '../src/upkeep.js';
import { createLogger } from '../src/web/logger.js';
import type { OwnLifecycle } from '../src/web/services.js';
import { createExampleDatabase, type TestDatabase } from './support/database.js';

let example: TestDatabase;
let upkeep: Upkeep | undefined;
let lifecycle: OwnLifecycle;
let time: { now: Date };
let log: string[];

beforeEach(async () => {
  example = await createExampleDatabase();
  lifecycle = { isStopping: false, readOnly: null, lastBackup: null };
  time = { now: new Date('2026-03-01T12:30:00Z') };
  log = [];
});

afterEach(async () => {
  upkeep?.stop();
  await example.remove();
});

function start(makesBackups = true): Upkeep {
  upkeep = startUpkeep({
    config: { databaseUrl: example.url, backupFolder: null, makesBackups },
    logger: createLogger('info', { write: (line: string) => void log.push(line) }),
    lifecycle,
    stopRecording: (findings) => {
      lifecycle.readOnly = findings;
    },
    clock: () => time.now,
    interval: 20,
  });
  return upkeep;
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; !isSo() && turn < 3_000; turn += 1) await wait(20);
  expect(isSo()).toBe(true);
}

const folder = () => defaultBackupFolder(example.file);
const messages = () => log.map((line) => (JSON.parse(line) as { msg: string }).msg);

test('a backup is made when none is there, and the next an hour later', async () => {
  // Backups are named by the machine's clock; the server's own is set beside it here.
  time.now = new Date();
  start();
  await until(() => lifecycle.lastBackup !== null);
  await wait(200);
  expect(lifecycle.lastBackup?.isMade).toBe(true);
  expect(listBackups(folder(), example.file)).toHaveLength(1);
  time.now = new Date(Date.now() + 3_600_000);
  await until(() => log.length === 2);
  expect(messages()).toEqual(['backup made', 'backup made']);
  expect(listBackups(folder(), example.file)).toHaveLength(2);
});

test('old copies are thinned with their manifests; files of other names stay', async () => {
  mkdirSync(folder(), { recursive: true });
  for (const name of ['tracker-20250101T000000000Z', 'tracker-20250101T001000000Z'])
    for (const ending of ['db', 'json']) writeFileSync(join(folder(), `${name}.${ending}`), '');
  writeFileSync(join(folder(), 'letter.db'), '');
  time.now = new Date();
  await start().backUp();
  expect(readdirSync(folder()).filter((name) => !name.includes('-58-'))).toEqual(['letter.db']);
});

test('a backup that fails is logged and counted, and tried again an hour later, not at once', async () => {
  writeFileSync(folder(), 'a file where the folder should be');
  start();
  await until(() => lifecycle.lastBackup !== null);
  await wait(200);
  expect(lifecycle.lastBackup?.isMade).toBe(false);
  expect(messages()).toEqual(['backup failed']);
});

test('at night the whole record is verified', async () => {
  start(false);
  time.now = new Date('2026-03-02T03:05:00Z');
  await until(() => log.length > 0);
  expect(messages()).toEqual(['record verified']);
  expect(lifecycle.readOnly).toBe(null);
});

test('also in the night in which the server was started', async () => {
  time.now = new Date('2026-03-02T02:58:30Z');
  start(false);
  await wait(100);
  expect(log).toEqual([]);
  time.now = new Date('2026-03-02T03:00:30Z');
  await until(() => log.length > 0);
  time.now = new Date('2026-03-02T03:50:00Z');
  await wait(200);
  expect(messages()).toEqual(['record verified']);
});

test('what is found at night makes the server read-only, and says which entry it is', async () => {
  const direct = new Sqlite(example.file);
  direct.exec(`DROP TRIGGER stances_refuse_update; UPDATE stances SET note = 'x' WHERE sequence = 46`);
  direct.close();
  start(false);
  time.now = new Date('2026-03-02T03:05:00Z');
  await until(() => lifecycle.readOnly !== null);
  expect(lifecycle.readOnly).toContain('№ 46 does not hold what was published.');
});

test('a check that cannot be run has found nothing: it is an error in the log, and recording goes on', async () => {
  const elsewhere = `${example.file}.elsewhere`;
  renameSync(example.file, elsewhere);
  start(false);
  time.now = new Date('2026-03-02T03:05:00Z');
  await until(() => log.length > 0);
  renameSync(elsewhere, example.file);
  expect(messages()).toEqual(['the record could not be verified']);
  expect(lifecycle.readOnly).toBe(null);
});

test('a stop ends a backup that is being made, and leaves no part of it', async () => {
  const making = start().backUp();
  await wait(50);
  upkeep?.stop();
  await expect(making).rejects.toThrow();
  await wait(500);
  expect(readdirSync(dirname(example.file)).includes('backups') ? readdirSync(folder()) : []).toEqual([]);
});
