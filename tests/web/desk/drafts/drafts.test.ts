import { afterEach, beforeEach, expect, test } from 'vitest';
import { signIn } from '../../../../src/actions/people/sign-in.js';
import { hashPassword } from '../../../../src/data/people/passwords.js';
import { setPasswordHash } from '../../../../src/data/people/users.js';
import { type Application, startApplication } from '../../../support/application.js';
import { fieldIn, type Ids, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const form = `${talks}/updates/new`;
let application: Application;
let editor: Visitor;
let ids: Ids;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  ids = await idsOf(application);
});

afterEach(() => application.stop());

const send = (fields: Fields, who = editor) => who.post(`${talks}/updates`, fields);

async function save(fields: Fields): Promise<{ key: string; revision: number }> {
  const { status, text } = await send({ ...fields, do: 'save' });
  expect(status).toBe(200);
  return JSON.parse(text) as { key: string; revision: number };
}

const draftAt = (key: unknown) => editor.open(`${form}?draft=${String(key)}`);

test('a discarded draft comes back with every word, even those that had not been saved', async () => {
  const fields = soundUpdate(ids);
  await save(fields);
  const typed = { ...fields, revision: '1', 'stances.0.summary': 'Typed just before.', do: 'discard' };
  const page = await editor.press(`${talks}/updates`, typed);
  expect(page.text).toContain('“Kyiv repeats its answer on Crimea” is discarded.');
  expect(page.text).toContain('Nothing waits to be sent off.');
  expect((await draftAt(fields.key)).text).toContain('You have discarded this draft.');
  const restore = `/drafts/${String(fields.key)}/restore`;
  expect(page.text).toContain(`action="${restore}"`);
  const stranger = await application.signedIn('editor');
  await stranger.post(restore, {});
  expect((await editor.get('/drafts')).text).toContain('Nothing waits to be sent off.');
  expect((await editor.post(restore, {})).location).toBe(`${form}?draft=${String(fields.key)}`);
  const back = await draftAt(fields.key);
  expect(fieldIn(back, 'stances.0.summary')).toBe('Typed just before.');
  expect(back.text).not.toContain('You have discarded this draft.');
});

test('typing into a discarded draft elsewhere brings it back', async () => {
  const fields = soundUpdate(ids);
  await save(fields);
  await editor.post(`/drafts/${String(fields.key)}/discard`, {});
  expect(await save({ ...fields, revision: '1' })).toEqual({ key: fields.key, revision: 2 });
  expect((await editor.get('/drafts')).text).toContain(`${form}?draft=${String(fields.key)}"`);
});

test('a discarded draft is not shown to others as a form in use, and is forgotten after 30 days, when its author signs in', async () => {
  const fields = soundUpdate(ids);
  await save(fields);
  await editor.post(`/drafts/${String(fields.key)}/discard`, {});
  const other = await application.signedIn('editor');
  const opened = await other.open(`${form}?party=ukraine&demand=crimea`);
  expect(opened.text).not.toContain('Another editor had this position');
  application.time.now = new Date('2025-09-21T09:00:00Z');
  const later = await application.signedIn('editor');
  const { id: userId } = await application.database.read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
  await application.database.write((tx) =>
    tx.draft.update({ where: { key: String(fields.key) }, data: { userId } }),
  );
  expect((await later.get('/drafts')).text).not.toContain('Kyiv repeats');
  const { database, time } = application;
  const password = 'the harbour at four in the morning';
  const { signInName } = await database.read.user.findUniqueOrThrow({ where: { id: userId } });
  const passwordHash = await hashPassword(password);
  await database.write((tx) => setPasswordHash(tx, userId, passwordHash));
  const signingIn = { signInName, password, address: '192.0.2.1', presentSession: null };
  expect((await signIn(database, signingIn, time.now)).outcome).toBe('signed_in');
  expect(await database.read.draft.count({ where: { key: String(fields.key) } })).toBe(0);
});

test('every draft can be reached, however many there are, and names its negotiation', async () => {
  const keys: string[] = [];
  for (let index = 0; index < 120; index += 1) {
    // Every two of them were saved at the same instant.
    if (index % 2 === 0) application.time.now = new Date(application.time.now.getTime() + 1);
    const fields = soundUpdate(ids, { headline: `Draft ${index}` });
    await save(fields);
    keys.push(String(fields.key));
  }
  expect((await editor.get('/desk')).text).toContain('<a href="/drafts">All 120 drafts</a>');
  const found: string[] = [];
  let page = await editor.get('/drafts');
  for (;;) {
    found.push(
      ...[...page.text.matchAll(/updates\/new\?draft=([0-9a-f-]{36})"/g)].map(([, key]) => key as string),
    );
    expect(page.text).toContain('Russia–Ukraine ceasefire talks · kept on');
    const older = /href="(\/drafts\?after=[^"]*)"/.exec(page.text)?.[1];
    if (older === undefined) break;
    page = await editor.get(older);
  }
  expect(found.length).toBe(120);
  expect(new Set(found)).toEqual(new Set(keys));
});
