import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { unescaped } from '../../../support/html.js';
import { sendRaw } from '../../../support/raw-request.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

/** Both permalinks that a page offers, as paths. */
async function offeredOn(path: string): Promise<{ short: string; long: string }> {
  const { text } = await get(path);
  const inText = (pattern: RegExp) =>
    unescaped(pattern.exec(text)?.[1] ?? '').replace(application.address, '');
  return {
    short: inText(/data-copy="the short link">([^<]*)</),
    long: inText(/class="permalink" href="([^"]*)"/),
  };
}

test.each([
  ['', '?as_of=2025-08-21'],
  ['?evidence=on_record&as_of=2025-08-14', '?as_of=2025-08-14&evidence=on_record'],
  [
    '?party=russia&party=ukraine&q=donbas%20%26%20more',
    '?as_of=2025-08-21&party=russia&party=ukraine&q=donbas+%26+more',
  ],
  ['/positions/russia/crimea', '?as_of=2025-08-21'],
  ['/changes?from=2025-08-14&to=2025-08-18', '?from=2025-08-14&to=2025-08-18'],
])('the short permalink of %s holds the day and the rest, and leads to the long one', async (page, query) => {
  const { short, long } = await offeredOn(`${talks}${page}`);
  expect(short).toMatch(/^\/c\/58-[0-9a-f]{8}\/negotiations\/russia-ukraine/);
  expect(short.slice(short.indexOf('?'))).toBe(query);
  const { status, location, headers } = await get(short);
  expect([status, location]).toEqual([302, long]);
  expect(headers.get('cache-control')).toBe('no-cache');
  expect((await get(long)).status).toBe(200);
});

test('it leads to the same page after something else was recorded', async () => {
  const own = await startApplication();
  const { text } = await own.visitor().get(talks);
  const short = unescaped(/data-copy="the short link">([^<]*)</.exec(text)?.[1] ?? '').replace(
    own.address,
    '',
  );
  const { location } = await own.visitor().get(short);
  const before = (await own.visitor().get(location as string)).text;
  own.time.now = new Date('2025-08-21T10:00:00Z');
  const editor = await own.signedIn('editor');
  const reason = 'The outlet has withdrawn its report.';
  expect((await editor.post(`${talks}/records/38/retract`, { reason })).status).toBe(303);
  expect((await own.visitor().get(short)).location).toBe(location);
  expect((await own.visitor().get(location as string)).text).toBe(before);
  await own.stop();
});

test('the instant stands where a permalink has it, whatever else the address holds', async () => {
  const { short, long } = await offeredOn(talks);
  const link = short.split('/')[2] as string;
  const instant = /known_at=[^&]*/.exec(long)?.[0] as string;
  const leadsTo = async (rest: string) => (await get(`/c/${link}${rest}`)).location;
  expect(await leadsTo(`${talks}?q=%D0%BC%D0%B8%D1%80&as_of=2025-08-18&details=1`)).toBe(
    `${talks}?q=%D0%BC%D0%B8%D1%80&as_of=2025-08-18&${instant}&details=1`,
  );
  expect(await leadsTo(talks)).toBe(`${talks}?${instant}`);
  expect(await leadsTo(`${talks}?utm_source=x&as_of=2025-08-18`)).toBe(
    `${talks}?as_of=2025-08-18&${instant}`,
  );
  expect(await leadsTo('/negotiations/no-such-talks?as_of=2025-08-18')).toBe(
    `/negotiations/no-such-talks?as_of=2025-08-18&${instant}`,
  );
});

test.each([
  [`/c/58-00000000${talks}?as_of=2025-08-18`, 404, 'The hash of entry 58 does not begin with 00000000'],
  [`/c/999999-00000000${talks}`, 404, 'This record has no entry 999999'],
  [`/c/999999999-00000000${talks}`, 404, 'This record has no entry 999999999'],
  [`/c/0-00000000${talks}`, 404, 'A short link begins with the number of an entry'],
  [`/c/058-00000000${talks}`, 404, 'A short link begins with the number of an entry'],
  [`/c/58${talks}`, 404, 'A short link begins with the number of an entry'],
  [`/c/58-0000000${talks}`, 404, 'A short link begins with the number of an entry'],
  [`/c/58-000000000${talks}`, 404, 'A short link begins with the number of an entry'],
  [`/c/58-GGGGGGGG${talks}`, 404, 'A short link begins with the number of an entry'],
  ['/c/58-00000000', 404, 'There is nothing at /c/58-00000000'],
])('%s is refused with a sentence', async (path, status, sentence) => {
  const answer = await get(path);
  expect([answer.status, answer.text.includes(sentence)]).toEqual([status, true]);
  expect(answer.location).toBeNull();
});

test.each([
  '//example.org/negotiations/',
  '/example.org',
  '/desk',
  '/embed/negotiations/russia-ukraine',
  '/negotiations',
  '/%2fexample.org',
  '/\\example.org',
])('it leads to no address but that of a page of a negotiation: not to %s', async (path) => {
  const link = (await offeredOn(talks)).short.split('/')[2] as string;
  const answer = await sendRaw(application.address, {
    ...{ method: 'GET', path: `/c/${link}${path}`, headers: {}, body: null },
  });
  expect(answer?.status).toBe(404);
  expect(answer?.text).toContain('A short link leads to a page of a negotiation');
});

test('an instant beside the one that it stands for is refused', async () => {
  const link = (await offeredOn(talks)).short.split('/')[2] as string;
  const { status, text } = await get(`/c/${link}${talks}?as_of=2025-08-18&known_at=2025-08-20`);
  expect([status, text.includes('take known_at out of it')]).toEqual([400, true]);
});
