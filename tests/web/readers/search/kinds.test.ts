import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { startWithExampleRecord } from '../../../support/example-record.js';
import { unescaped } from '../../../support/html.js';

const search = '/negotiations/russia-ukraine/search';
let application: Application;

beforeAll(async () => {
  application = await startWithExampleRecord();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);
const hits = async (query: string) =>
  (await csvRows(application, `${search}.csv?${query}`)).map(({ kind, id }) => `${kind} ${id}`);

/** What the table calls the kinds that an address asks for by another name. */
const calls: Readonly<Record<string, RegExp>> = {
  stance: /^stance /,
  topic: /^topic /,
  demand: /^demand /,
  source: /^source /,
  update: /^headline /,
  own: /^(question|outcome|account|briefing|reservation|withdrawal|proposition|closing|alternative) /,
};

test.each(Object.entries(calls))(
  'a search for kind=%s alone finds what it also finds among all',
  async (kind, called) => {
    const query = kind === 'source' || kind === 'update' ? 'q=ceasefire' : 'q=territory';
    const expected = (await hits(query)).filter((hit) => called.test(hit));
    expect(expected.length).toBeGreaterThan(0);
    expect(await hits(`${query}&kind=${kind}`)).toEqual(expected);
  },
);

test('several kinds are asked for together, and the page keeps them, its clocks and its words', async () => {
  const all = await hits('q=territory');
  const query = 'q=territory&kind=topic&kind=demand';
  expect(await hits(query)).toEqual(all.filter((hit) => /^(topic|demand) /.test(hit)));
  const html = unescaped((await get(`${search}?as_of=2026-05-01&order=best&${query}`)).text);
  const away = [...html.matchAll(/filter-away" href="([^"]*)"/g)].map(([, url = '']) => url);
  const words = 'as_of=2026-05-01&q=territory&order=best';
  expect(away).toEqual([
    `${search}?${words}&kind=demand`,
    `${search}?${words}&kind=topic`,
    `${search}?${words}`,
  ]);
  expect(html).toContain('<input type="hidden" name="kind" value="topic">');
  expect(
    html.match(/form="clocks" id="filter-kind-[a-z]+" name="kind" value="[a-z]+" checked/g),
  ).toHaveLength(2);
  expect(html).not.toContain('id="found-stances"');
});

test('what is no kind is refused with a sentence, and of nothing found the page says that it is of these kinds', async () => {
  for (const format of ['', '.csv', '.json']) {
    const { status, text } = await get(`${search}${format}?q=territory&kind=wish`);
    expect([status, text.includes('There is no kind')]).toEqual([400, true]);
  }
  expect((await get(`${search}?q=zeppelin&kind=own`)).text).toContain(
    'Nothing of these kinds holds all of these words.',
  );
});
