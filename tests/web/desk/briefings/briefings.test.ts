import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyRecord } from '../../../../src/data/chain/verification.js';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { exportEverything } from '../../../../src/data/transfer/full-export.js';
import { importEverything } from '../../../../src/data/transfer/full-import.js';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { createTestDatabase } from '../../../support/database.js';
import { errorAt, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let editor: Visitor;
let admin: Visitor;
let minutes = 0;

beforeAll(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  admin = await application.signedIn('admin');
});

afterAll(() => application.stop());

/** Each form is sent a minute after the one before, so that a clock can stand between them. */
async function does(visitor: Visitor, path: string, fields: Fields): Promise<void> {
  minutes += 1;
  application.time.now = new Date(Date.parse('2025-08-21T09:00:00Z') + minutes * 60_000);
  const { status, text } = await visitor.post(path, fields);
  expect(status, text).toBe(303);
}

const textOf = async (path: string) =>
  (await application.visitor().get(path)).text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');

async function newest(table: 'briefing' | 'reservation'): Promise<number> {
  const { read } = application.database;
  const row =
    table === 'briefing'
      ? await read.briefing.findFirstOrThrow({ orderBy: { sequence: 'desc' } })
      : await read.reservation.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  return row.record;
}

test('what is wrong with a briefing is said at its field', async () => {
  const asked = await editor.post(`${talks}/briefings`, { day: 'tomorrow', text: 'x'.repeat(901) });
  expect(asked.status).toBe(422);
  expect(errorAt(asked, 'text')).toBe('At most 900 characters; this has 901.');
  expect(errorAt(asked, 'day')).toBe('Write a full day, such as 2025-08-14.');
});

test('readers find briefings and reservations beside the updates once there are any, and crawlers too', async () => {
  const own = await startApplication();
  const [one, reader] = [await own.signedIn('editor'), own.visitor()];
  expect((await reader.get(`${talks}/updates`)).text).not.toContain('1 briefing');
  expect((await reader.get('/sitemap.xml')).text).not.toContain('briefings');
  const { status } = await one.post(`${talks}/briefings`, { day: '2025-08-14', text: 'Both sides wait.' });
  expect(status).toBe(303);
  const { text } = await reader.get(`${talks}/updates`);
  expect(text).toContain(`href="${talks}/briefings">1 briefing</a>`);
  expect(text).not.toContain(`${talks}/reservations`);
  expect((await reader.get(`${talks}/updates?as_of=2025-08-13`)).text).not.toContain('1 briefing');
  expect((await reader.get('/sitemap.xml')).text).toContain(`${talks}/briefings</loc>`);
  await own.stop();
});

test('a briefing is clarified, retracted and restored; what was known before stays', async () => {
  await does(editor, `${talks}/briefings`, { day: '2025-08-14', text: 'Before Alaska both sides wait.' });
  await does(editor, `${talks}/briefings`, { day: '2025-08-20', text: 'After Alaska both sides wait.' });
  const { record } = await application.database.read.briefing.findFirstOrThrow({
    where: { day: '2025-08-20', demandId: null },
  });
  const path = `${talks}/briefings/${record}`;
  await does(editor, `${path}/clarify`, { text: 'After Alaska both sides hold still.' });
  const before = application.time.now.toISOString();
  const old = await textOf(`${talks}?known_at=${before}`);
  expect(old).toContain('After Alaska both sides hold still.');
  const same = await editor.post(`${path}/clarify`, { text: 'After Alaska both sides hold still.' });
  expect([same.status, same.text.includes('Nothing would change')]).toEqual([409, true]);

  await does(editor, `${path}/retract`, { reason: 'It was published too early.' });
  expect(await textOf(talks)).toContain('Before Alaska both sides wait.');
  expect(await textOf(`${talks}?known_at=${before}`)).toBe(old);
  const list = (await application.visitor().get(`${talks}/briefings`)).text;
  expect(list).toContain('<del>After Alaska both sides hold still.</del>');
  expect(list).toContain('<del dir="auto">After Alaska both sides wait.</del>');
  expect(list).toContain('It was published too early.');
  await does(editor, `${path}/restore`, { reason: 'It was not too early.' });
  expect(await textOf(talks)).toContain('After Alaska both sides hold still.');
  const rows = await csvRows(application, `${talks}/briefings.csv`);
  expect(rows.map(({ day, demand_slug }) => [day, demand_slug])).toEqual([
    ['2025-08-14', ''],
    ['2025-08-20', ''],
  ]);
});

test('a reservation stands above the matrix and beside every agreement of its party, until it is withdrawn', async () => {
  const ids = await idsOf(application);
  const agreed = {
    ...{ 'stances.0.position': 'agreed', 'stances.0.quote': 'We have signed.' },
    'stances.0.demand': ids.demand('ukraine-at-the-table'),
  };
  await does(editor, `${talks}/updates`, soundUpdate(ids, agreed));
  const line = {
    ...{ party: ids.party('ukraine'), quote: 'Nothing is agreed until everything is', quoteLanguage: 'en' },
    ...{ date: '2025-08-20', 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Kyiv reserves the whole' },
  };
  const asked = await editor.post(`${talks}/reservations`, { ...line, quote: '' });
  expect(errorAt(asked, 'quote')).toBe('Give the party’s own words, exactly as printed.');
  await does(editor, `${talks}/reservations`, line);
  const record = await newest('reservation');
  const path = `${talks}/reservations/${record}`;
  const place = `${talks}/positions/ukraine/ukraine-at-the-table`;
  expect(await textOf(talks)).toContain(
    'Ukraine reserves the whole, 20 August 2025 “Nothing is agreed until everything is” Reuters, Kyiv reserves the whole',
  );
  for (const path of [place, `/embed${place}`])
    expect(await textOf(path)).toContain('Ukraine reserves the whole, 20 August 2025 “Nothing is agreed');
  expect(await textOf(`${talks}/demands/ukraine-at-the-table`)).toContain('Also reserves the whole');
  const reserved = async (query: string) =>
    (await csvRows(application, `${talks}/positions.csv${query}`))
      .filter((each) => each.is_reserved === '1')
      .map((each) => `${each.party_slug} on ${each.demand_slug}`);
  expect(await reserved('')).toEqual(['ukraine on ukraine-at-the-table']);
  expect(await reserved('?as_of=2025-08-19')).toEqual([]);
  expect(await textOf(`${talks}?as_of=2025-08-19`)).not.toContain('reserves the whole');

  const early = await editor.post(`${path}/withdraw`, { ...line, party: [], date: '2025-08-19' });
  expect(errorAt(early, 'date')).toBe(
    'The party made this reservation on 20 August 2025 and cannot have withdrawn it before.',
  );
  await does(editor, `${path}/withdraw`, {
    ...line,
    party: [],
    quote: 'This is settled',
    date: '2025-08-21',
  });
  expect(await textOf(talks)).not.toContain('reserves the whole,');
  expect(await textOf(place)).not.toContain('reserves the whole,');
  expect(await reserved('')).toEqual([]);
  const list = await textOf(`${talks}/reservations`);
  expect(list).toContain('Withdrawn on 21 August 2025');
  expect(list).toMatch(/Withdrawn by the party, 21 August 2025, \S+ UTC “This is settled” Reuters, /);
  const [row] = await csvRows(application, `${talks}/reservations.csv`);
  expect([row?.party_slug, row?.withdrawn_date, row?.source_outlet]).toEqual([
    'ukraine',
    '2025-08-21',
    'Reuters',
  ]);
});

test('a withdrawal that was recorded wrongly is retracted by itself, and restored', async () => {
  const path = `${talks}/reservations/${await newest('reservation')}`;
  const reason = 'These words were about another text.';
  const before = application.time.now.toISOString();
  const list = `${talks}/reservations`;
  expect((await editor.get(list)).text).toContain(`href="${path}/retract-withdrawal"`);
  expect((await editor.get(list)).text).not.toContain(`href="${path}/withdraw"`);
  await does(editor, `${path}/retract-withdrawal`, { reason });
  expect(await textOf(talks)).toContain('Ukraine reserves the whole, 20 August 2025');
  expect(await textOf(`${talks}?known_at=${before}`)).not.toContain('reserves the whole,');
  expect(await textOf(list)).toContain(`Withdrawal retracted, 21 August 2025`);
  expect(await textOf(list)).not.toContain('Withdrawn on');
  expect((await application.visitor().get(list)).text).toMatch(
    /<del>\s*<blockquote class="quote">\s*<p[^>]*>“This is settled”<\/p>/,
  );
  const again = await editor.post(`${path}/retract-withdrawal`, { reason });
  expect([again.status, again.text.includes('It has been retracted already.')]).toEqual([409, true]);
  expect(await textOf(`${talks}/corrections`)).toContain(
    'Our record of 21 August 2025 that Ukraine no longer reserves the whole has been retracted.',
  );
  const feed = (await application.visitor().get(`${talks}.atom`)).text;
  expect(feed).toContain('<title>Retracted: Ukraine no longer reserves the whole, 21 August 2025</title>');
  expect(feed).toContain('<title>Ukraine reserves the whole, 20 August 2025</title>');
  expect((await editor.get('/audit')).text).toContain('retracted the withdrawal of the publication');
  const [row] = await csvRows(application, `${talks}/reservations.csv`);
  expect([row?.withdrawn_date, row?.is_retracted]).toEqual(['', '0']);

  await does(editor, `${path}/restore-withdrawal`, { reason });
  expect(await textOf(talks)).not.toContain('reserves the whole,');
  expect(await textOf(list)).toContain('Withdrawn on 21 August 2025');
  expect((await verifyRecord(plainSql(application.database.read))).findings).toEqual([]);
  expect((await editor.get(list)).text).not.toContain('restore-withdrawal');
  await does(editor, `${path}/retract-withdrawal`, { reason });
  await does(editor, `${path}/withdraw`, {
    ...{ quote: 'All of it is settled', date: '2025-08-21' },
    ...{ 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Kyiv is content' },
  });
  expect(await textOf(list)).toContain('Withdrawn on 21 August 2025');
});

test('an admin removes the words by law; chain, full export and import hold all of it', async () => {
  const { database } = application;
  const record = await newest('reservation');
  const path = `/record-chain/${record}/remove`;
  expect((await admin.get(`${talks}/reservations`)).text).toContain(`href="${path}"`);
  expect((await editor.get(path)).status).toBe(403);
  const now = application.time.now;
  application.time.now = new Date(now.getTime() + 31 * 60_000);
  expect((await admin.get(path)).location).toBe(`/confirm?next=${encodeURIComponent(path)}`);
  application.time.now = now;
  const texts = [`reservations.${record}.quote`];
  await does(admin, path, { texts, reason: 'A court has ordered it.' });
  const list = await textOf(`${talks}/reservations`);
  expect(list).toContain('[Removed]');
  expect(list).not.toContain('Nothing is agreed');
  expect((await verifyRecord(plainSql(database.read))).findings).toEqual([]);
  expect(await textOf(`/record-chain/${record}`)).toContain('Reservation, report');

  const exported = async (from: typeof database) => {
    const pieces: string[] = [];
    await from.snapshot(async (read) => {
      for await (const piece of exportEverything(read)) pieces.push(piece);
    });
    return pieces.join('');
  };
  const text = await exported(database);
  const copy = await createTestDatabase();
  await importEverything(copy.database, Readable.from([Buffer.from(text)]), { isDryRun: false });
  expect(await exported(copy.database)).toBe(text);
  await copy.remove();
  expect((await admin.get('/audit')).text).toContain('recorded that a reservation was withdrawn');
});

test('the same words are published once, and again only after they were retracted', async () => {
  const party = (await idsOf(application)).party('ukraine');
  const source = { 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Kyiv waits' };
  const line = { party, quote: 'We are bound by nothing', date: '2025-08-01', ...source };
  const sent = [
    ['briefing', { day: '2025-08-01', text: 'Nobody has met yet.' }],
    ['reservation', line],
  ] as const;
  for (const [noun, fields] of sent) {
    const path = `${talks}/${noun}s`;
    await does(editor, path, fields);
    const record = await newest(noun);
    const again = await editor.post(path, fields);
    expect([again.status, again.text.includes('Nothing would change')]).toEqual([409, true]);
    expect(await newest(noun)).toBe(record);
    await does(editor, `${path}/${record}/retract`, { reason: 'It was published too early.' });
    await does(editor, path, fields);
    expect(await newest(noun)).toBeGreaterThan(record);
  }
});
