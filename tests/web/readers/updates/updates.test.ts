import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

async function textOf(path: string): Promise<string> {
  const { status, text } = await application.visitor().get(path);
  expect(status).toBe(200);
  return text.replace(/\s+/g, ' ');
}

describe('an update page', () => {
  test('prints the movement as of its own publication', async () => {
    const first = await textOf(`${talks}/updates/1`);
    expect(first).toContain('United States demands: Fighting stops before a peace agreement is negotiated');
    expect(first).toContain('August 2025 · First recorded');
    expect(await textOf(`${talks}/updates/2`)).toContain(
      '16 August 2025 · Reversed; first statement on the record',
    );
  });
});

test('updates name their sources by the numbers of sources.csv', async () => {
  const [updates, sources] = [
    await csvRows(application, `${talks}/updates.csv`),
    await csvRows(application, `${talks}/sources.csv`),
  ];
  expect(updates).toHaveLength(5);
  const numbers = new Set(sources.map(({ source_id: id }) => id));
  for (const { source_ids: ids } of updates) {
    for (const id of (ids as string).split(' ')) expect(numbers).toContain(id);
  }
});

test('the list leads with the days of what was said and with who said it on what, and its file has both', async () => {
  const said = async (query: string) => {
    const text = await textOf(`${talks}/updates?${query}`);
    const lines = [...text.matchAll(/<p class="update-said"><strong>([^<]*)<\/strong> (.*?)<\/p>/g)];
    return lines.map(([, days, who]) => `${days}: ${who?.replace(/<[^>]+>/g, '')}`);
  };
  expect(await said('')).toEqual([
    '17 August 2025: United States on Territory and NATO',
    '17 August 2025: United States on Territory and Sanctions',
    '15 to 17 August 2025: Russia, Ukraine, United States and European Union on “Ukraine receives security guarantees that work like NATO’s Article 5”',
    '15 to 16 August 2025: Russia and United States on Ceasefire, Territory, NATO and Language and minorities',
    'June 2024 to 10 August 2025: Russia, Ukraine, United States, European Union and United Kingdom on Ceasefire, Territory, NATO, Sanctions and 3 more',
  ]);
  expect(await said('party=russia&topic=nato')).toEqual([
    '15 August 2025: Russia on “Ukraine renounces NATO membership”',
    'June 2024 to August 2025: Russia on “Ukraine renounces NATO membership”',
  ]);
  expect(await said('topic=sanctions&as_of=2025-08-14')).toEqual([
    'August 2025: Russia on “Western sanctions on Russia are lifted”',
  ]);
  const [row] = await csvRows(application, `${talks}/updates.csv?party=russia&topic=nato`);
  expect(row).toMatchObject({
    ...{ first_date: '2025-08-15', last_date: '2025-08-15' },
    ...{ party_slugs: 'russia', demand_slugs: 'nato-renunciation' },
  });
});

test('the list is narrowed to parties and topics, by what counts, and so is its file', async () => {
  const headlines = async (query: string) => {
    const text = await textOf(`${talks}/updates?${query}`);
    return [...text.matchAll(/<h2><a[^>]*>([^<]*)<\/a><\/h2> <p class="quiet">[^·]* · ([^·]*) ·/g)].map(
      ([, headline, count]) => `${headline}: ${count}`,
    );
  };
  const all = await headlines('');
  expect(await headlines('party=russia')).toEqual([
    'Washington’s envoy: Moscow accepts Article 5-like guarantees: 1 stance',
    'After Alaska: a peace agreement instead of a ceasefire: 4 stances',
    'Moscow’s list and Kyiv’s answer before the Alaska meeting: 9 stances',
  ]);
  expect(await headlines('party=russia&party=ukraine&topic=nato')).toEqual([
    'After Alaska: a peace agreement instead of a ceasefire: 1 stance',
    'Moscow’s list and Kyiv’s answer before the Alaska meeting: 2 stances',
  ]);
  expect(await headlines('topic=sanctions&as_of=2025-08-14')).toEqual([
    'Moscow’s list and Kyiv’s answer before the Alaska meeting: 1 stance',
  ]);
  expect(await headlines('party=united-kingdom&topic=nato')).toEqual([]);
  const stances = await csvRows(application, `${talks}/stances.csv`);
  const counted = (party: string) =>
    new Set(stances.filter((row) => row.party_slug === party).map((row) => row.update_id)).size;
  for (const party of ['russia', 'ukraine', 'united-states', 'belgium'].slice(0, 3))
    expect(await csvRows(application, `${talks}/updates.csv?party=${party}`)).toHaveLength(counted(party));
  expect(all).toHaveLength(5);
  const { text: narrowed } = await application
    .visitor()
    .get(`${talks}/updates?party=russia&party=ukraine&topic=nato`);
  const ticked = [...narrowed.matchAll(/name="(?:party|topic)" value="([a-z-]+)" checked/g)];
  expect(ticked.map(([, value]) => value)).toEqual(['russia', 'ukraine', 'nato']);
  const { status } = await application.visitor().get(`${talks}/updates?party=atlantis`);
  expect(status).toBe(400);
  expect(await textOf(`${talks}/updates?party=united-kingdom&topic=nato`)).toContain(
    'No update fits this filter.',
  );
});
