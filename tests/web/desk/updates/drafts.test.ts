import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { fieldIn, type Ids, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Answer, Fields, Visitor } from '../../../support/visitor.js';

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

const draftAt = (key: unknown, who = editor) => who.open(`${form}?draft=${String(key)}`);
const headlineOf = (page: Answer) => fieldIn(page, 'headline');

test('a form has an address of its own, where what was typed is found again', async () => {
  const { status, location } = await editor.get(`${form}?party=russia&demand=crimea`);
  expect(status).toBe(303);
  expect(location).toMatch(/\/updates\/new\?party=russia&demand=crimea&draft=[0-9a-f-]{36}$/);
  const fields = soundUpdate(ids);
  await save(fields);
  const page = await draftAt(fields.key);
  expect(headlineOf(page)).toBe('Kyiv repeats its answer on Crimea');
  expect(fieldIn(page, 'stances.0.summary')).toBe('The President repeats his answer.');
  expect(fieldIn(page, 'revision')).toBe('1');
  expect(page.text).toContain('Kept as a draft on 21 August 2025, 09:00 UTC');
});

test('a draft does not count, and nobody else sees it', async () => {
  const before = (await application.visitor().get(talks)).text;
  const state = await application.database.stateNumber();
  const fields = soundUpdate(ids);
  await save(fields);
  expect(await application.database.stateNumber()).toBe(state);
  expect((await application.visitor().get(talks)).text).toBe(before);
  const other = await application.signedIn('admin');
  expect(headlineOf(await draftAt(fields.key, other))).toBe('');
  expect((await other.get('/desk')).text).not.toContain('Kyiv repeats');
});

test('a refused form is kept as a draft too', async () => {
  const fields = soundUpdate(ids, { 'stances.0.date': '2099-01-01' });
  expect((await send(fields)).status).toBe(422);
  expect(fieldIn(await draftAt(fields.key), 'stances.0.date')).toBe('2099-01-01');
});

describe('two tabs with one form', () => {
  test('do not overwrite each other: the later one is kept as a draft of its own', async () => {
    const fields = soundUpdate(ids);
    const { revision } = await save(fields);
    await save({ ...fields, revision: String(revision), headline: 'From the first tab' });
    const second = { ...fields, revision: String(revision), headline: 'From the second tab' };
    const apart = await save(second);
    expect(apart.key).not.toBe(fields.key);
    expect(headlineOf(await draftAt(fields.key))).toBe('From the first tab');
    expect(headlineOf(await draftAt(apart.key))).toBe('From the second tab');
    const shown = await editor.press(`${talks}/updates`, { ...second, headline: 'Typed on', do: 'show' });
    expect(shown.text).toContain('This form was changed or sent off in another tab meanwhile.');
    expect(headlineOf(shown)).toBe('Typed on');
  });

  test('after one has published, the other keeps what it holds and says so', async () => {
    const fields = soundUpdate(ids);
    expect((await send(fields)).status).toBe(303);
    const late = await send({ ...fields, headline: 'From the second tab' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('This form was sent off already, perhaps in another tab.');
    expect(headlineOf(late)).toBe('From the second tab');
    const key = fieldIn(late, 'key') as string;
    expect(key).not.toBe(fields.key);
    expect(headlineOf(await draftAt(key))).toBe('From the second tab');
    const { location } = await send({ ...fields, headline: 'From the second tab', key });
    const [, id] = /^\/negotiations\/russia-ukraine\/updates\/(\d+)$/.exec(location ?? '') ?? [];
    const published = await application.database.read.update.findMany({ orderBy: { id: 'desc' }, take: 2 });
    expect(published.map(({ headline }) => headline)).toEqual(['From the second tab', fields.headline]);
    expect(published[0]?.id).toBe(Number(id));
  });

  test('saving after publication keeps a draft of its own', async () => {
    const fields = soundUpdate(ids);
    await send(fields);
    const { key } = await save({ ...fields, headline: 'Typed on' });
    expect(key).not.toBe(fields.key);
    expect(await application.database.read.update.count()).toBe(6);
  });
});

test('the address of a form that was published leads to the update', async () => {
  const fields = soundUpdate(ids);
  const { location } = await send(fields);
  expect((await editor.get(`${form}?draft=${String(fields.key)}`)).location).toBe(location);
  expect((await send(fields)).location).toBe(location);
});

test('the texts of a sent draft are not stored twice', async () => {
  const fields = soundUpdate(ids);
  await save(fields);
  await send(fields);
  const rows = await application.database.read.draft.findMany();
  expect(JSON.stringify(rows)).not.toContain('Crimea');
});

test.each([
  ['draft=mine', 400],
  ['draft=../../etc', 400],
  ['colour=red', 400],
])('%s is refused', async (query, status) => {
  expect((await editor.get(`${form}?${query}`)).status).toBe(status);
});
