import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { type Ids, idsOf, soundUpdate } from '../../support/update-form.js';
import type { Visitor } from '../../support/visitor.js';

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

test('a full disk is said, what was typed comes back, and it works again without a restart', async () => {
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

test('a database that another program holds is said, and what was typed comes back', async () => {
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

async function limitPages(most: number): Promise<void> {
  await application.database.write((tx) => tx.$queryRawUnsafe(`PRAGMA max_page_count=${most}`));
}
