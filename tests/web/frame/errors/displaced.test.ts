import { copyFileSync, linkSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../../../src/data/open.js';
import { databaseFile } from '../../../../src/data/engine/sqlite/database-file.js';
import { migrate } from '../../../../src/data/open.js';
import { lockForServer } from '../../../../src/data/engine/sqlite/server-lock.js';
import { type Application, startApplication } from '../../../support/application.js';
import { temporaryFolder } from '../../../support/database.js';
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

function countIn(file: string): unknown {
  const connection = new Sqlite(file, { readonly: true });
  const count = connection.prepare('SELECT count(*) FROM updates').pluck().get();
  connection.close();
  return count;
}

test.each<[string, (file: string, aside: string) => void]>([
  ['moved', (file, aside) => renameSync(file, aside)],
  [
    'replaced by a copy',
    (file, aside) => {
      copyFileSync(file, aside);
      renameSync(aside, file);
    },
  ],
  ['removed', (file) => rmSync(file)],
  ['robbed of its write-ahead log', (file) => rmSync(`${file}-wal`)],
  ['robbed of its shared memory', (file) => rmSync(`${file}-shm`)],
])(
  'nothing more is recorded in a database that was %s under the server: 503, with what was typed',
  async (_name, move) => {
    expect((await publish('Before it was moved.')).status).toBe(303);
    move(application.file, `${application.file}.aside`);
    const answer = await publish('Typed after it was moved.');
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('The file of the database was moved or replaced under the server');
    expect(answer.text).toContain('Typed after it was moved.');
    const ready = await application.visitor().get('/readyz');
    expect([ready.status, ready.text]).toEqual([503, 'read-only: the file of the database was replaced\n']);
    const page = await application.visitor().get(talks);
    expect(page.status).toBe(200);
    expect(page.text).toContain(
      'Nothing can be recorded at the moment: the file of the database was moved or replaced while the server ran.',
    );
    expect((await application.visitor().get('/healthz')).status).toBe(200);
    await expect(application.database.snapshot(() => Promise.resolve())).rejects.toThrow('moved or replaced');
  },
);

test('a write during which the file is moved is not acknowledged', async () => {
  const written = application.database.write(async (tx) => {
    await tx.topic.findMany();
    renameSync(application.file, `${application.file}.aside`);
  });
  await expect(written).rejects.toThrow('The file of the database was moved or replaced under the server');
});

test('what was acknowledged before the write-ahead log was removed is there after a stop', async () => {
  const before = await application.database.read.update.count();
  expect((await publish('Acknowledged.')).status).toBe(303);
  const kept = join(temporaryFolder(), 'tracker.db');
  rmSync(`${application.file}-wal`);
  expect((await publish('Not acknowledged.')).status).toBe(503);
  await application.database.close();
  copyFileSync(application.file, kept);
  expect(countIn(kept)).toBe(before + 1);
});

test('one file has one name and one lock, whatever leads to it', async () => {
  const folder = dirname(application.file);
  const link = join(folder, 'link.db');
  symlinkSync(application.file, link);
  const linkedFolder = join(temporaryFolder(), 'folder');
  symlinkSync(folder, linkedFolder);
  for (const path of [link, join(linkedFolder, 'tracker.db'), join(linkedFolder, 'link.db')])
    expect(databaseFile(`file:${path}`)).toBe(application.file);
  const coming = join(folder, 'coming.db');
  symlinkSync('yet-to-be-made.db', coming);
  expect(databaseFile(`file:${coming}`)).toBe(join(folder, 'yet-to-be-made.db'));
  symlinkSync('circle.db', join(folder, 'circle.db'));
  expect(() => databaseFile(`file:${join(folder, 'circle.db')}`)).toThrow('leads in a circle');
});

test('a file with a second name is refused by servers and commands', async () => {
  const second = join(temporaryFolder(), 'second.db');
  linkSync(application.file, second);
  for (const file of [second, application.file]) {
    expect(() => lockForServer(file)).toThrow(`${file} has a second name (a hard link)`);
    await expect(migrate(`file:${file}`)).rejects.toThrow('has a second name');
    await expect(connect(`file:${file}`)).rejects.toThrow('has a second name');
  }
  rmSync(second);
  lockForServer(application.file)();
  expect(readdirSync(dirname(application.file))).toContain('tracker.db');
});
