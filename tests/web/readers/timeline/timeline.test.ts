import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

async function rows(query = ''): Promise<string[]> {
  const { text } = await get(`${talks}/timeline${query}`);
  const body = /<tbody>([\s\S]*?)<\/tbody>/.exec(text)?.[1] ?? '';
  return [...body.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) => {
    const cells = [...(row as string).matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)];
    return cells.map(([, cell]) => (cell as string).replace(/<[^>]+>/g, '').trim()).join(' · ');
  });
}

test('events and movements stand in one table, newest first', async () => {
  const all = await rows('?from=2025-08-14&to=2025-08-18');
  expect(all).toHaveLength(11);
  expect(all[0]).toBe(
    '18 Aug 2025 · Event · Zelensky and European leaders are due in Washington What changed around it: Zelensky and European leaders are due in Washington',
  );
  expect(all).toContain(
    '16 Aug 2025 · Reversed; first statement on the record · United States is reluctant: Fighting stops before a peace agreement is negotiated',
  );
  expect(all.at(-1)).toMatch(/^15 Aug 2025 · Event · Trump and Putin meet in Alaska What changed around it/);
});

/** The picture for screens. */
async function pictureOf(query: string): Promise<string> {
  const { text } = await get(`${talks}/timeline${query}`);
  return /<svg class="chart chart-wide"[\s\S]*?<\/svg>/.exec(text)?.[0] ?? '';
}

test('the title of the picture says what it shows, and each event is numbered and named', async () => {
  const query = '?from=2025-08-14&to=2025-08-18';
  const { text } = await get(`${talks}/timeline${query}`);
  expect(text).toContain(
    'aria-label="1 movement, 8 first records and 2 events, 14 August 2025 to 18 August 2025"',
  );
  const around = `${talks}/changes?from=2025-08-14&amp;to=2025-08-18`;
  expect(text.replace(/\s+/g, ' ')).toContain(
    `<li><span class="event-number">1</span> <span><a href="${around}" rel="nofollow" dir="auto">Trump and Putin meet in Alaska</a>, <span class="event-day">15 Aug 2025</span></span></li>`,
  );
  expect((await pictureOf(query)).match(/chart-lane-label/g)).toHaveLength(4);
  expect(text).toContain('Neither moved nor first recorded: United Kingdom.');
});

test('each movement is a mark that leads to its record, and as many are drawn as are counted', async () => {
  const picture = await pictureOf('?from=2025-08-14&to=2025-08-18');
  const links = [...picture.matchAll(/<a class="chart-link" href="([^"]*)"><title>([^<]*)<\/title>/g)];
  expect(links).toHaveLength(9);
  const [, url, title] = links.find((link) => link[2]?.startsWith('United States is reluctant')) ?? [];
  expect(title).toBe(
    'United States is reluctant: Fighting stops before a peace agreement is negotiated (reversed; first statement on the record, 16 Aug 2025)',
  );
  expect(url).toMatch(
    /^\/negotiations\/russia-ukraine\/positions\/united-states\/ceasefire-first\?record=\d+#record-\d+$/,
  );
  const counts = [...picture.matchAll(/chart-lane-count[^>]*>(\d+)</g)].map(([, count]) => Number(count));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(9);
});

test('without a period it ends where the record does, a month long', async () => {
  const { text } = await get(`${talks}/timeline`);
  expect(text).toContain('<p class="lede">19 July 2025 to 18 August 2025</p>');
  expect(text).toContain('2 first records outside this period.');
  const everything = /href="([^"]*)"[^>]*>Everything</.exec(text)?.[1]?.replaceAll('&amp;', '&');
  expect(everything).toBe(`${talks}/timeline?from=2021-01-01&to=2025-08-18`);
  expect(await rows(everything?.slice(`${talks}/timeline`.length))).toContain(
    '2021 · Event · Biden and Putin meet in Geneva',
  );
});

test('a filter leaves out movements and lanes but no events, and is passed on to other periods', async () => {
  const query = '?from=2025-08-14&to=2025-08-18&party=russia&q=guarantees';
  expect(await rows(query)).toEqual([
    expect.stringMatching(/^18 Aug 2025 · Event · Zelensky and European leaders are due in Washington/),
    '15 Aug 2025 · First recorded · Russia favours: Ukraine receives security guarantees that work like NATO’s Article 5',
    expect.stringMatching(/^15 Aug 2025 · Event · Trump and Putin meet in Alaska/),
  ]);
  const { text } = await get(`${talks}/timeline${query}`);
  expect((await pictureOf(query)).match(/chart-lane-label/g)).toHaveLength(1);
  expect(text).toMatch(/party=russia&amp;q=guarantees"[^>]*>A year</);
  expect(await rows('?position=agreed')).not.toContain('favours');
});

test('an empty negotiation has a timeline as well', async () => {
  const admin = await application.signedIn('admin');
  await admin.post('/negotiations', { name: 'Grain talks', slug: 'grain', description: '' });
  const { status, text } = await get('/negotiations/grain/timeline');
  expect(status).toBe(200);
  expect(text).toContain('Nothing moved in this time');
});

test.each([
  ['from=soon', '“soon” is not a day.'],
  ['from=2025-08-18&to=2025-08-18', 'is not earlier than'],
  ['party=atlantis', 'There is no party “atlantis”'],
  ['colour=red', 'does not know the parameter'],
])('%s is refused with a sentence', async (query, sentence) => {
  const { status, text } = await get(`${talks}/timeline?${query}`);
  expect([status, text.includes(sentence)]).toEqual([400, true]);
});
