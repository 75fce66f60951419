import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../support/application.js';
import { csvRows } from '../../support/csv-rows.js';
import { startWithExampleRecord } from '../../support/example-record.js';
import { idsOf } from '../../support/update-form.js';
import { unescaped } from '../../support/html.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startWithExampleRecord();
  const editor = await application.signedIn('editor');
  const ids = await idsOf(application);
  for (const [party, quote] of [
    ['russia', 'Nothing is settled until all of it is'],
    ['ukraine', 'Nothing is agreed until everything is'],
  ] as const) {
    const { status } = await editor.post(`${talks}/reservations`, {
      ...{ party: ids.party(party), quote, quoteLanguage: 'en', date: '2026-04-20' },
      ...{ 'sources.0.outlet': 'Reuters', 'sources.0.title': quote },
    });
    expect(status).toBe(303);
  }
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);
const rowsOf = (path: string) => csvRows(application, path);
type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** The last part of each link of a kind in the contents of a page, once. */
function slugsOn(html: string, link: RegExp): string[] {
  const contents = html.slice(html.indexOf('</header>', html.indexOf('<article')));
  return [...new Set([...contents.matchAll(link)].map(([, slug = '']) => slug))];
}

const isOn = (name: string, ...values: string[]) => {
  return (row: Row) => values.includes(row[name] as string);
};

/** Each page with a filter, what its table calls its rows, and which of all its rows fit. */
const filtered = [
  {
    page: `${talks}/parties/ukraine`,
    query: 'topic=territory&topic=nato&position=rejects',
    chosen: ['Territory', 'NATO', 'Rejects'],
    column: 'demand_slug',
    fits: (row: Row) => isOn('topic_slug', 'territory', 'nato')(row) && isOn('position', 'rejects')(row),
    link: /positions\/ukraine\/([a-z0-9-]+)/g,
  },
  {
    page: `${talks}/demands/cede-donbas`,
    query: 'party=russia&party=ukraine&party=united-kingdom&attribution=on_record_principal',
    chosen: ['Russia', 'Ukraine', 'United Kingdom', 'On the record, principal'],
    column: 'party_slug',
    fits: (row: Row) =>
      isOn('party_slug', 'russia', 'ukraine', 'united-kingdom')(row) &&
      isOn('attribution', 'on_record_principal')(row),
    link: /positions\/([a-z-]+)\/cede-donbas"/g,
  },
  {
    page: `${talks}/compare/russia/ukraine`,
    query: 'topic=territory&q=crimea&closed=1',
    chosen: ['Territory', '“crimea”'],
    column: 'demand_slug',
    fits: (row: Row) => isOn('topic_slug', 'territory')(row) && /crimea/i.test(row.demand as string),
    link: /demands\/([a-z0-9-]+)/g,
  },
  {
    page: `${talks}/questions`,
    query: 'topic=armed-forces&topic=frozen-assets&q=budget',
    chosen: ['Armed forces', 'Frozen assets', '“budget”'],
    column: 'demand_slug',
    fits: isOn('question_slug', 'financing-of-the-budget'),
    link: /demands\/([a-z0-9-]+)/g,
  },
  {
    page: `${talks}/questions/size-of-the-armed-forces`,
    query: 'party=ukraine&party=united-states',
    chosen: ['Ukraine', 'United States'],
    column: 'party_slug',
    fits: isOn('party_slug', 'ukraine', 'united-states'),
    link: /parties\/([a-z-]+)/g,
  },
  {
    page: `${talks}/briefings`,
    query: 'topic=nato&topic=territory&q=donetsk',
    chosen: ['Territory', 'NATO', '“donetsk”'],
    column: 'briefing_id',
    fits: (row: Row) => isOn('topic_slug', 'nato', 'territory')(row) && /donetsk/i.test(row.text as string),
    link: /<li id="briefing-(\d+)"/g,
  },
  {
    page: `${talks}/reservations`,
    query: 'party=ukraine',
    chosen: ['Ukraine'],
    column: 'reservation_id',
    fits: isOn('party_slug', 'ukraine'),
    link: /<li id="reservation-(\d+)"/g,
  },
  {
    page: `${talks}/stand`,
    query: 'party=ukraine&party=russia&topic=territory&topic=nato&position=rejects',
    chosen: ['Russia', 'Ukraine', 'Territory', 'NATO', 'Rejects'],
    column: 'demand_slug',
    fits: (row: Row) =>
      isOn('topic_slug', 'territory', 'nato')(row) && /russia|ukraine/.test(row.at_minus_2 as string),
    link: /class="title-link" href="[^"]*demands\/([a-z0-9-]+)/g,
  },
] as const;

describe.each(filtered)('$page?$query', ({ page, query, chosen, column, fits, link }) => {
  test('shows those that fit, and its tables hold the same', async () => {
    const expected = (await rowsOf(`${page}.csv`)).filter(fits).map((row) => row[column]);
    expect(new Set(expected).size).toBeGreaterThan(0);
    expect((await rowsOf(`${page}.csv?${query}`)).map((row) => row[column])).toEqual(expected);
    const json = JSON.parse((await get(`${page}.json?${query}`)).text) as { rows: Record<string, unknown>[] };
    expect(json.rows.map((row) => String(row[column]))).toEqual(expected);
    const { text } = await get(`${page}?${query}`);
    expect(new Set(slugsOn(text, link))).toEqual(new Set(expected));
  });

  test('says what is chosen, keeps it in its links and in its form, and is known as the page', async () => {
    const { text } = await get(`${page}?as_of=2026-05-01&${query}`);
    const html = unescaped(text);
    const away = [...html.matchAll(/filter-away" href="([^"]*)" rel="nofollow">(.*?)<\/a>/g)].map(
      ([, url = '', words = '']) => ({ url, words: words.replace(/<[^>]*>/g, '').replace(/ ×$/, '') }),
    );
    expect(away.map(({ words }) => words)).toEqual([
      ...chosen.map((words) => `Take away: ${words}`),
      ...(chosen.length > 1 ? ['Show all'] : []),
    ]);
    for (const { url } of away) {
      expect((await get(url)).status).toBe(200);
      expect(entriesOf(url).length).toBeLessThan(entriesOf(`?as_of=2026-05-01&${query}`).length);
    }
    const kept = entriesOf(`?${query}`);
    const linksTo = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, url = '']) => url);
    const carrying = [
      ...linksTo(/<a class="permalink" href="([^"]*)"/g),
      ...linksTo(/href="([^"]*)" rel="nofollow" download>/g),
      ...linksTo(/href="([^"]*)" rel="nofollow">eve</g),
      ...linksTo(/<a[^>]* href="([^"]*)">Back to now/g),
    ];
    expect(carrying.length).toBeGreaterThan(10);
    for (const url of carrying) expect(entriesOf(url)).toEqual(expect.arrayContaining(kept));
    const form = [
      ...[...html.matchAll(/form="clocks"[^>]* name="([a-z]+)" value="([^"]*)" checked/g)],
      ...[...html.matchAll(/form="clocks"[^>]* name="(q)" value="([^"]+)"/g)],
      ...[...html.matchAll(/type="hidden" form="clocks" name="(closed)" value="(1)"/g)],
    ].map(([, name, value]) => `${name}=${value}`);
    expect(form.sort()).toEqual([...kept].sort());
    const now = unescaped((await get(`${page}?${query}`)).text);
    expect(/<link rel="canonical" href="([^"]*)"/.exec(now)?.[1]).toBe(`${application.address}${page}`);
  });

  test('refuses what does not exist, in every format', async () => {
    const name = query.split('=')[0] as string;
    for (const format of ['', '.csv', '.json', '.xlsx']) {
      const { status, text } = await get(`${page}${format}?${name}=atlantis`);
      const sentence = `There is no ${name} “atlantis” in this negotiation at this time.`;
      expect([status, unescaped(text).replace(/[\u2066-\u2069]|<\/?bdi>/g, '')]).toEqual([
        400,
        expect.stringContaining(sentence),
      ]);
    }
  });
});

/** The parameters of an address, “name=value” each. */
function entriesOf(url: string): string[] {
  const parameters = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  return [...parameters].map(([name, value]) => `${name}=${value}`);
}

test('the picture of a demand, a question and of where they stand is of the same parties', async () => {
  for (const [page, query, party, gone] of [
    ['demands/cede-donbas', 'party=united-states', 'US: Reluctant, contested', 'Russia: Insists'],
    ['questions/size-of-the-armed-forces', 'party=ukraine', 'Ukraine', 'European Union'],
    ['stand', 'topic=armed-forces&party=ukraine', 'Ukraine', 'US'],
  ] as const) {
    const written = async (asked: string) =>
      [...(await get(`${talks}/${page}.svg?${asked}`)).text.matchAll(/<(?:text|tspan)[^>]*>([^<]*)</g)]
        .map(([, words]) => words)
        .filter((words) => words === party || words === gone);
    expect([page, new Set(await written(''))]).toEqual([page, new Set([party, gone])]);
    expect([page, new Set(await written(query))]).toEqual([page, new Set([party])]);
  }
});

test('where nothing fits, a page says so', async () => {
  for (const path of [
    'parties/ukraine?topic=nato&position=agreed',
    'demands/cede-donbas?position=agreed',
    'compare/russia/ukraine?q=zeppelin',
    'questions?q=zeppelin',
    'questions/size-of-the-armed-forces?position=agreed',
    'briefings?q=zeppelin',
    'reservations?q=zeppelin',
    'stand?q=zeppelin',
  ]) {
    const { status, text } = await get(`${talks}/${path}`);
    const says = text.includes('Nothing fits this filter. Take one of its conditions away.');
    expect([path, status, says]).toEqual([path, 200, true]);
  }
});

test('a sentence that counts says what it counts, and a single step is one of the party asked for', async () => {
  const ledeOf = async (path: string) => {
    const text = unescaped((await get(`${talks}/${path}`)).text);
    const sentence = /<p class="(?:lede[^"]*|course-text)">([\s\S]*?)<\/p>/.exec(text)?.[1] ?? '';
    return sentence.replace(/<[^>]*>|[\u2066-\u2069]/g, '');
  };
  expect(await ledeOf('parties/russia?topic=territory&position=rejects&q=crimea')).toBe(
    'Filter: Territory, “crimea”. Of 2 open demands it is for 2. 2 of these positions rest on reports.',
  );
  expect(await ledeOf('compare/russia/ukraine?q=crimea&position=rejects')).toBe(
    'Filter: Rejects, “crimea”. On opposite sides on 1 (1 of them rests on reports).',
  );
  expect(await ledeOf('demands/cede-donbas?party=ukraine')).toBe(
    'Of Ukraine one position is on record, since 9 August 2025.',
  );
});

test('with some parties alone, the gap is still among all that are needed', async () => {
  const gapsOf = async (query: string) =>
    (await rowsOf(`${talks}/stand.csv?topic=territory${query}`)).map(({ demand_slug, gap, no_position }) => ({
      ...{ demand_slug, gap },
      others: no_position?.includes('russia') ?? false,
    }));
  const all = await gapsOf('');
  expect((await gapsOf('&party=ukraine')).map(({ gap }) => gap)).toEqual(all.map(({ gap }) => gap));
  expect((await gapsOf('&party=ukraine')).some(({ others }) => others)).toBe(false);
});

test('a comparison is reached with the filter of the page before it', async () => {
  const { headers } = await get(`${talks}/compare?one=russia&other=ukraine&topic=nato&q=member`);
  expect(headers.get('location')).toBe(`${talks}/compare/russia/ukraine?topic=nato&q=member`);
  const { text } = await get(`${talks}/parties/russia?topic=territory&position=rejects`);
  expect(text).toContain(`href="${talks}/compare/russia/ukraine?topic=territory"`);
});
