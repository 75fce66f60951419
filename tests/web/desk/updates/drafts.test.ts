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

test('a form has an address of its own, under which what was typed is found again', async () => {
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

test('a draft counts for nothing, and is nobody else’s', async () => {
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

test('the desk lists the drafts that wait, until they are sent off or discarded', async () => {
  const [first, second] = [soundUpdate(ids), soundUpdate(ids, { headline: '' })];
  await save(first);
  await save(second);
  const desk = (await editor.get('/desk')).text;
  expect(desk).toContain(`${form}?draft=${String(first.key)}">Kyiv repeats its answer on Crimea</a>`);
  expect(desk).toContain(`${form}?draft=${String(second.key)}">Without a headline</a>`);
  expect((await send(first)).status).toBe(303);
  const discarded = `/drafts?discarded=${String(second.key)}`;
  expect((await send({ ...second, do: 'discard' })).location).toBe(discarded);
  expect((await editor.get('/desk')).text).not.toContain('?draft=');
});

test('a discarded draft is taken back with every word, also those that were not kept before', async () => {
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

test('what is typed into a discarded draft elsewhere takes it back', async () => {
  const fields = soundUpdate(ids);
  await save(fields);
  await editor.post(`/drafts/${String(fields.key)}/discard`, {});
  expect(await save({ ...fields, revision: '1' })).toEqual({ key: fields.key, revision: 2 });
  expect((await editor.get('/drafts')).text).toContain(`${form}?draft=${String(fields.key)}"`);
});

test('a discarded draft is no presence, and is forgotten after 30 days', async () => {
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
  expect((await send(soundUpdate(ids), later)).status).toBe(303);
  expect(await application.database.read.draft.count({ where: { key: String(fields.key) } })).toBe(0);
});

test('every draft is reached, however many there are, with its negotiation', async () => {
  const keys: string[] = [];
  for (let index = 0; index < 120; index += 1) {
    // Half of them were kept at one instant.
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

test('what is refused is kept, too', async () => {
  const fields = soundUpdate(ids, { 'stances.0.date': '2099-01-01' });
  expect((await send(fields)).status).toBe(422);
  expect(fieldIn(await draftAt(fields.key), 'stances.0.date')).toBe('2099-01-01');
});

describe('two tabs with one form', () => {
  test('do not overwrite each other: the later one becomes a draft of its own', async () => {
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
    expect((await send({ ...fields, headline: 'From the second tab', key })).location).toBe(
      `${talks}/updates/7`,
    );
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

test('texts of a sent draft are not kept a second time', async () => {
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

describe('the preview', () => {
  const preview = (changes: Fields = {}) =>
    editor.press(`${talks}/updates`, soundUpdate(ids, { do: 'preview', ...changes }));
  const plain = ({ text }: Answer) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

  test('shows each cell before and after, publishes nothing, and is there again after a reload', async () => {
    const fields = soundUpdate(ids, {
      'stances.0.position': 'favours',
      'stances.0.quote': 'We are ready to talk.',
      do: 'preview',
    });
    const { status, location } = await send(fields);
    expect({ status, location }).toEqual({
      status: 303,
      location: `${form}?draft=${String(fields.key)}&preview=1`,
    });
    for (const _reload of [1, 2]) {
      const page = await editor.get(location as string);
      expect(plain(page)).toContain('Rejects → Favours Reversed');
      expect(page.text).toContain('nothing is published yet');
      expect(page.text).not.toContain('class="warning"');
    }
    expect(await application.database.read.update.count()).toBe(5);
  });

  test('publishes what it shows, once', async () => {
    const page = await preview();
    const names = [...page.text.matchAll(/<input type="hidden" name="([^"]+)"/g)].map(([, name]) => name);
    const fields = Object.fromEntries(
      names.filter((name) => name !== 'csrf').map((name) => [name, fieldIn(page, name as string) ?? '']),
    );
    const answers = [await send({ ...fields, do: 'publish' }), await send({ ...fields, do: 'publish' })];
    expect(answers.map(({ location }) => location)).toEqual([`${talks}/updates/6`, `${talks}/updates/6`]);
  });

  test.each<[string, Fields, string]>([
    ['the same position', {}, 'The same position as now: readers will see it as reaffirmed.'],
    ['an older day', { 'stances.0.date': '2025-08-01' }, 'Older than what stands, which is of 9 August 2025'],
    [
      'weaker evidence',
      { 'stances.0.position': 'reluctant', 'stances.0.attribution': 'background' },
      'Reported, while what stands is on the record: it stands beside it.',
    ],
    ['no quote', {}, 'No quote: readers cannot compare the words.'],
  ])('warns of %s, and lets it pass', async (_what, changes, warning) => {
    const page = await preview(changes);
    expect(page.status).toBe(200);
    expect(page.text).toContain(warning);
    expect((await send(soundUpdate(ids, changes))).status).toBe(303);
  });

  test('names the updates that came from the same source', async () => {
    await send(soundUpdate(ids));
    const page = await preview({ 'sources.0.url': 'https://EXAMPLE.org/report#again' });
    expect(plain(page)).toContain('This source was logged before: Kyiv repeats its answer on Crimea');
  });

  test('counts the stances of one update together', async () => {
    const page = await preview({
      'stances.0.date': '2025-08-19',
      'stances.1.party': ids.party('ukraine'),
      'stances.1.demand': ids.demand('crimea'),
      'stances.1.position': 'favours',
      'stances.1.attribution': 'on_record_principal',
      'stances.1.date': '2025-08-20',
      'stances.1.citations.0.source': '0',
    });
    expect(plain(page)).toMatch(/Rejects → Favours Reversed[\s\S]*/);
  });

  test('shows the form again where it could not be published', async () => {
    const page = await preview({ 'stances.0.position': 'conditional' });
    expect(page.status).toBe(422);
    expect(headlineOf(page)).toBe('Kyiv repeats its answer on Crimea');
  });
});
