import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectFile } from '../../../support/inspected-file.js';
import { type Application, startApplication } from '../../../support/application.js';
import { type Ids, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let editor: Visitor;
let ids: Ids;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  ids = await idsOf(application);
});

afterEach(() => application.stop());

const publish = (summary: string) =>
  editor.post(`${talks}/updates`, soundUpdate(ids, { 'stances.0.summary': summary }));

test('a full disk is reported, what was typed comes back, and recording goes on without a restart', async () => {
  await limitPages(1);
  let answer = await publish('x'.repeat(2000));
  for (let turn = 0; answer.status === 303 && turn < 50; turn += 1) answer = await publish('x'.repeat(2000));
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('The disk of the server is full, so nothing was recorded.');
  expect(answer.text).toContain(`>${'x'.repeat(2000)}</textarea>`);
  const before = await application.database.read.update.count();
  expect((await application.visitor().get(talks)).status).toBe(200);
  await limitPages(1_000_000);
  expect((await publish('Room again.')).status).toBe(303);
  expect(await application.database.read.update.count()).toBe(before + 1);
});

test('of a publication whose links no longer fit on the disk nothing stays', async () => {
  const direct = new Sqlite(application.file);
  direct.exec(`CREATE TABLE ballast (bytes BLOB);
    CREATE TRIGGER fill AFTER INSERT ON chain_links BEGIN INSERT INTO ballast VALUES (zeroblob(40000000)); END`);
  const counts = () =>
    [
      'publications',
      'updates',
      'entries',
      'stances',
      'citations',
      'sources',
      'chain_links',
      'audit_entries',
    ].map((table) => direct.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get());
  const before = counts();
  const fields = soundUpdate(ids, { 'stances.0.summary': 'Typed before the links.' });
  await limitPages(5_000);
  const answer = await editor.post(`${talks}/updates`, fields);
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('The disk of the server is full, so nothing was recorded.');
  expect(answer.text).toContain('Typed before the links.');
  expect(counts()).toEqual(before);
  direct.exec('DROP TRIGGER fill; DROP TABLE ballast');
  direct.close();
  expect((await editor.post(`${talks}/updates`, fields)).status).toBe(303);
  const { head, findings } = await inspectFile(application.file);
  expect([head?.sequence, findings]).toEqual([(before[0] ?? 0) + 1, []]);
});

test('a database locked by another program is reported, and what was typed comes back', async () => {
  const other = new Sqlite(application.file);
  other.exec('BEGIN IMMEDIATE');
  const answer = await publish('Typed while it was held.');
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('The database is busy with something else');
  expect(answer.text).toContain('Typed while it was held.');
  expect(application.log.join('')).toContain('database is locked');
  other.exec('ROLLBACK');
  other.close();
  expect((await publish('Now it goes.')).status).toBe(303);
});

test('on a disk that is nearly full a write is refused before it begins; reading goes on', async () => {
  const space = { left: 63 * 1024 * 1024 };
  const full = await startApplication({ freeSpace: () => Promise.resolve(space.left) });
  const who = await full.signedIn('editor').catch(() => null);
  expect(who).toBe(null);
  space.left = 65 * 1024 * 1024;
  const desk = await full.signedIn('editor');
  space.left = 63 * 1024 * 1024;
  const fields = soundUpdate(await idsOf(full), { 'stances.0.summary': 'Typed on a full disk.' });
  const answer = await desk.post(`${talks}/updates`, fields);
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('The disk of the server is nearly full, so nothing was recorded.');
  expect(answer.text).toContain('Typed on a full disk.');
  full.time.now = new Date(full.time.now.getTime() + 3_600_000);
  expect((await desk.get('/desk')).status).toBe(200);
  space.left = 65 * 1024 * 1024;
  expect((await desk.post(`${talks}/updates`, fields)).status).toBe(303);
  await full.stop();
});

test('a page reports a database that cannot be read, without internals', async () => {
  await application.visitor().get(talks);
  const direct = new Sqlite(application.file);
  direct.pragma('wal_checkpoint(TRUNCATE)');
  direct.close();
  await publish('So that the pages are read anew.');
  const { size } = statSync(application.file);
  const descriptor = openSync(application.file, 'r+');
  writeSync(descriptor, Buffer.alloc(size - 4096, 0x5a), 0, size - 4096, 4096);
  closeSync(descriptor);
  const statuses = new Set<number>();
  for (const path of ['', '/changes', '/updates', '/search?q=x', '/positions/russia/crimea', '/sources']) {
    const { status, text } = await application.visitor().get(`${talks}${path}`);
    statuses.add(status);
    if (status === 503) expect(text).toContain('The database of the server cannot be read at the moment.');
    expect(text).not.toMatch(/SQLITE|malformed|node_modules/);
  }
  expect(statuses.has(503)).toBe(true);
  expect(statuses.has(500)).toBe(false);
  expect(application.lifecycle.readOnly).toBe('database disk image is malformed');
  expect((await application.visitor().get('/readyz')).status).toBe(503);
});

test('a page that known damage prevents is answered with 503, not as a fault of the server', async () => {
  const direct = new Sqlite(application.file);
  direct.exec('DROP TRIGGER stances_refuse_delete; DELETE FROM stances WHERE sequence = 46');
  direct.close();
  application.lifecycle.readOnly = '№ 46 does not hold what was published.';
  const { status, text } = await application.visitor().get(talks);
  expect(status).toBe(503);
  expect(text).toContain('This cannot be shown: a check found that something in the database');
});

async function limitPages(most: number): Promise<void> {
  await application.database.write((tx) => tx.$queryRawUnsafe(`PRAGMA max_page_count=${most}`));
}

test('where the record does not verify, what is not found is answered with 503, as it may be damaged; an unknown address is not', async () => {
  const visitor = application.visitor();
  const missing = '/negotiations/atlantis';
  expect((await visitor.get(missing)).status).toBe(404);
  application.lifecycle.readOnly = '№ 46 does not hold what was published.';
  const { status, text } = await visitor.get(missing);
  expect(status).toBe(503);
  expect(text).toContain(
    'This cannot be shown: a check found that something in the database is not as it was published.',
  );
  expect((await visitor.get('/atlantis')).status).toBe(404);
});
