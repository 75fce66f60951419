import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultBackupFolder, type BackupManifest } from '../../src/data/transfer/backup-files.js';
import { noteVerification } from '../../src/data/open.js';
import { startUpkeep, type Upkeep } from '../../src/upkeep.js';
import { createLogger } from '../../src/web/frame/logger.js';
import type { OwnLifecycle } from '../../src/web/frame/services.js';
import { createExampleDatabase, type TestDatabase } from '../support/database.js';

let example: TestDatabase;
let upkeep: Upkeep | undefined;
let lifecycle: OwnLifecycle;
let time: { now: Date };
let log: string[];

beforeEach(async () => {
  example = await createExampleDatabase();
  lifecycle = { isStopping: false, readOnly: null, lastBackup: null };
  time = { now: nextNoon() };
  log = [];
});

afterEach(async () => {
  upkeep?.stop();
  await example.remove();
});

/**
 * The first noon, UTC, at least an hour ahead: by day nothing is verified unasked, and the backups of the test, which
 * are named by the machine's clock, are of the past.
 */
function nextNoon(): Date {
  const noon = new Date(Date.now() + 3_600_000);
  noon.setUTCHours(12, 0, 0, 0);
  if (noon.getTime() < Date.now() + 3_600_000) noon.setUTCDate(noon.getUTCDate() + 1);
  return noon;
}

function start(makesBackups = true, databaseUrl = example.url): Upkeep {
  upkeep = startUpkeep({
    database: example.database,
    config: { databaseUrl, backupFolder: null, makesBackups },
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

/** A file with the name of a backup, and the part of a manifest that says whose it is. */
function place(instant: string, manifest: Partial<BackupManifest> | null): string {
  mkdirSync(folder(), { recursive: true });
  const { head } = manifest ?? {};
  const name = `tracker-${instant}${head ? `-${head.sequence}-${head.hash}` : ''}`;
  writeFileSync(join(folder(), `${name}.db`), '');
  const known = { head: null, state: 0, size: 0, sha256: '' };
  if (manifest) writeFileSync(join(folder(), `${name}.json`), JSON.stringify({ ...known, ...manifest }));
  return `${name}.db`;
}

const own = () => ({ instance: example.database.instance.uuid });
const copies = () => readdirSync(folder()).filter((name) => name.endsWith('.db'));

test('a backup is made when none is there, and the next an hour later', async () => {
  start();
  await until(() => lifecycle.lastBackup !== null);
  await wait(200);
  expect(lifecycle.lastBackup?.isMade).toBe(true);
  expect(copies()).toHaveLength(1);
  time.now = new Date(time.now.getTime() + 4_500_000);
  await until(() => copies().length === 2);
  await until(() => messages().length === 2);
  expect(messages()).toEqual(['backup made', 'backup made']);
});

test('a backup of the future counts as none: once the clock is right again the next one is made', async () => {
  const ahead = place('20990101T000000000Z', own());
  start();
  await until(() => lifecycle.lastBackup !== null);
  expect(copies()).toHaveLength(2);
  expect(copies()).toContain(ahead);
});

test('old copies are thinned with their manifests; files of other names stay', async () => {
  const old = Array.from({ length: 60 }, (_, minutes) =>
    place(`20250101T00${String(minutes).padStart(2, '0')}00000Z`, own()),
  );
  writeFileSync(join(folder(), 'letter.db'), '');
  await start().backUp();
  const manifests = copies().map((name) => name.replace(/db$/, 'json'));
  expect(readdirSync(folder()).sort()).toEqual(
    [...copies(), ...manifests].filter((name) => name !== 'letter.json').sort(),
  );
  expect(copies().filter((name) => !name.includes('-58-'))).toEqual(['letter.db', ...old.slice(-23)]);
});

test('copies of another database of the same name stay, and do not count', async () => {
  const others = Array.from({ length: 60 }, (_, minutes) =>
    place(`20250101T00${String(minutes).padStart(2, '0')}00000Z`, { instance: 'another' }),
  );
  const foreign = place('20250102T000000000Z', { head: { sequence: 58, hash: '0'.repeat(64) } });
  const unknown = place('20250103T000000000Z', null);
  const recent = new Date().toISOString().replace(/[-:.]/g, '');
  const young = place(recent, { instance: 'another' });
  start();
  await until(() => lifecycle.lastBackup !== null);
  expect(copies()).toEqual(expect.arrayContaining([...others, foreign, unknown, young]));
  expect(copies()).toHaveLength(64);
});

test('copies from before manifests named their database count as its own if their newest entry is', async () => {
  const { sequence, hash } = await example.database.read.chainLink.findFirstOrThrow({
    where: { sequence: 40 },
  });
  for (let minutes = 10; minutes < 60; minutes += 1)
    place(`20250101T00${minutes}00000Z`, { head: { sequence, hash } });
  await start().backUp();
  expect(copies()).toHaveLength(24);
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

test('by day the record is verified when that is asked for', async () => {
  const { verify } = start(false);
  verify();
  await until(() => log.length > 0);
  expect(messages()).toEqual(['record verified']);
});

test('the record is also verified in the night in which the server was started', async () => {
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

test('a finding at night makes the server read-only, and names the entry', async () => {
  const direct = new Sqlite(example.file);
  direct.exec(`DROP TRIGGER stances_refuse_update; UPDATE stances SET note = 'x' WHERE sequence = 46`);
  direct.close();
  start(false);
  time.now = new Date('2026-03-02T03:05:00Z');
  await until(() => lifecycle.readOnly !== null);
  expect(lifecycle.readOnly).toContain('№ 46 does not hold what was published.');
});

test('what another process has found makes the server read-only', async () => {
  const endedAt = time.now;
  start(false);
  await wait(100);
  expect(lifecycle.readOnly).toBe(null);
  await noteVerification(example.url, { begunAt: endedAt, endedAt, findings: '№ 46 is missing.' });
  await until(() => lifecycle.readOnly !== null);
  expect(lifecycle.readOnly).toContain('№ 46 is missing.');
});

test('a night in which the record has been verified already is not another one’s to verify', async () => {
  time.now = new Date('2026-03-02T03:05:00Z');
  const begunAt = new Date('2026-03-02T03:00:30Z');
  await noteVerification(example.url, { begunAt, endedAt: time.now, findings: null });
  start(false);
  await wait(300);
  expect(log).toEqual([]);
  time.now = new Date('2026-03-03T03:05:00Z');
  await until(() => log.length > 0);
  expect(messages()).toEqual(['record verified']);
});

test('a check that cannot be run is an error in the log and no finding: recording goes on', async () => {
  start(false, `${example.url}.elsewhere`);
  time.now = new Date('2026-03-02T03:05:00Z');
  await until(() => log.length > 0);
  expect(messages()).toEqual(['the record could not be verified']);
  expect(lifecycle.readOnly).toBe(null);
});

test('a stop breaks off a backup that is being made, and leaves no part of it', async () => {
  const making = start().backUp();
  await wait(50);
  upkeep?.stop();
  await expect(making).rejects.toThrow();
  await wait(500);
  expect(readdirSync(dirname(example.file)).includes('backups') ? readdirSync(folder()) : []).toEqual([]);
});
