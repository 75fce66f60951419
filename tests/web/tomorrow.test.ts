import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { idsOf, soundUpdate } from '../support/update-form.js';
import { unescaped, withoutBar } from '../support/html.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

/** A party far east of UTC has spoken on the 22nd, while it is the 21st in UTC; one of two records of it is retracted. */
beforeAll(async () => {
  application = await startApplication();
  application.time.now = new Date('2025-08-21T13:00:00Z');
  const editor = await application.signedIn('editor');
  const favours = { 'stances.0.position': 'favours', 'stances.0.date': '2025-08-22' };
  const { status } = await editor.post(`${talks}/updates`, soundUpdate(await idsOf(application), favours));
  expect(status).toBe(303);
  const later = { ...favours, 'stances.0.demand': (await idsOf(application)).demand('ceasefire-first') };
  expect((await editor.post(`${talks}/updates`, soundUpdate(await idsOf(application), later))).status).toBe(
    303,
  );
  const { sequence } = await application.database.read.entry.findFirstOrThrow({
    where: { kind: 'report' },
    orderBy: { sequence: 'desc' },
  });
  const reason = 'The report was withdrawn by its outlet.';
  expect((await editor.post(`${talks}/records/${sequence}/retract`, { reason })).status).toBeLessThan(400);
});

afterAll(() => application.stop());

const get = async (path: string) => {
  const { status, text } = await application.visitor().get(path);
  expect([path, status]).toEqual([path, 200]);
  return text;
};

const permalinkIn = (text: string) =>
  unescaped(/class="permalink" href="([^"]+)"/.exec(text)?.[1] ?? '').replace(application.address, '');

/** What the page says: without what can be taken along, its addresses, the form of its clocks, and what is said of another time. */
const saidBy = (text: string) =>
  withoutBar(text.slice(text.indexOf('<main'), text.indexOf('<footer')))
    .replace(/<form[\s\S]*?<\/form>/g, '')
    .replace(/ (href|rel|action|src|value)="[^"]*"/g, '')
    .replace(/\s+/g, ' ');

test.each([
  '',
  '/positions/ukraine/crimea',
  '/positions/ukraine/ceasefire-first',
  '/demands/crimea',
  '/parties/ukraine',
  '/compare/russia/ukraine',
  '/timeline',
  '/changes',
  '/updates',
  '/sources',
  '/search?q=crimea',
])('the page without clocks says what its permalink says: %s', async (path) => {
  const now = await get(`${talks}${path}`);
  const permalink = permalinkIn(now);
  expect(permalink).toContain('known_at=');
  expect(saidBy(await get(permalink))).toBe(saidBy(now));
});

test.each(['positions', 'stances', 'matrix', 'demands', 'sources', 'events'])(
  '%s.csv without clocks is the same as with those of its permalink',
  async (name) => {
    const now = await get(`${talks}/${name}.csv`);
    const clocks = permalinkIn(await get(talks)).replace(talks, '');
    expect(clocks).toContain('as_of=2025-08-22');
    expect(await get(`${talks}/${name}.csv${clocks}`)).toBe(now);
  },
);

test('a page prints the newest day that it counts, which is an older one for what was known before', async () => {
  application.time.now = new Date('2025-08-21T13:05:00Z');
  expect(await get(talks)).toContain('As of 22 August 2025');
  expect(await get(`${talks}?known_at=2025-08-21T13:00:00.500Z`)).toContain('as of 22 August 2025');
  expect(await get(`${talks}?known_at=2025-08-21T12:59:00Z`)).toContain('as of 21 August 2025');
  expect(await get(`${talks}?as_of=2025-08-21`)).toContain('as of 21 August 2025');
  expect(await get(`${talks}/positions/ukraine/crimea?as_of=2025-08-21`)).toContain('Ukraine rejects');
  expect(await get(`${talks}/positions/ukraine/crimea`)).toContain('Ukraine favours');
});

test('once that day is over, the page is of the next', async () => {
  application.time.now = new Date('2025-08-23T00:00:00Z');
  expect(await get(talks)).toContain('As of 23 August 2025');
});

const source = {
  'sources.0.url': 'https://example.org/tomorrow',
  'sources.0.outlet': 'Reuters',
  'sources.0.title': 'What was said east of UTC',
};
const outcome = { outcome: 'lapsed', event: '', summary: 'The leaders met without it.', ...source };

test.each([
  ['a briefing', 'briefings', [{ about: '', day: '2025-08-22', text: 'Both sides wait.' }], ''],
  [
    'a reservation',
    'reservations',
    [{ party: '1', quote: 'Nothing yet.', date: '2025-08-22', ...source }],
    '',
  ],
  [
    'a second outcome',
    'demands/crimea/outcome',
    [
      { ...outcome, date: '2025-08-15' },
      { ...outcome, outcome: 'carried_out', date: '2025-08-22' },
    ],
    '/demands/crimea',
  ],
])('%s of tomorrow is on the page without clocks and on its permalink', async (_, form, sent, path) => {
  const own = await startApplication();
  try {
    own.time.now = new Date('2025-08-21T13:00:00Z');
    const editor = await own.signedIn('editor');
    for (const fields of sent) expect((await editor.post(`${talks}/${form}`, fields)).status).toBe(303);
    const now = (await own.visitor().get(`${talks}${path}`)).text;
    const permalink = permalinkIn(now).replace(own.address, '');
    expect(permalink).toContain('as_of=2025-08-22');
    expect(saidBy((await own.visitor().get(permalink)).text)).toBe(saidBy(now));
  } finally {
    await own.stop();
  }
});
