import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

/** The columns and the rows that a filtered matrix shows. */
async function matrix(query: string): Promise<{ parties: string[]; demands: string[] }> {
  const { status, text } = await get(`${talks}?${query}`);
  expect(status).toBe(200);
  const table = /<table class="matrix [\s\S]*?<\/table>/.exec(text)?.[0] ?? '';
  const all = (pattern: RegExp) => [...table.matchAll(pattern)].map(([, words]) => words as string);
  return {
    parties: all(/class="matrix-party"><a [^>]*>([^<]*)</g),
    demands: all(/<th scope="row"><a [^>]*>([^<]*)</g),
  };
}

const rows = async (path: string) =>
  parse((await get(path)).text, { columns: true, bom: true }) as Record<string, string>[];

test('parties choose columns, topics choose rows', async () => {
  expect(await matrix('party=russia&party=ukraine&topic=territory')).toEqual({
    parties: ['Russia', 'Ukraine'],
    demands: [
      'Ukraine cedes territory to Russia as part of a deal',
      'Russia receives the whole Donbas',
      'Ukraine accepts Russian control of Crimea',
      'Areas held by either side are exchanged',
    ],
  });
});

test('words are looked for in proposition and topic, whatever their case and diacritics', async () => {
  expect((await matrix('q=DONBÁS')).demands).toEqual(['Russia receives the whole Donbas']);
  expect((await matrix('q=territory')).demands).toHaveLength(4);
  expect((await matrix(`q=${encodeURIComponent('ｄｏｎ\u00adbas')}`)).demands).toEqual([
    'Russia receives the whole Donbas',
  ]);
});

test('a position keeps the whole rows on which a shown party takes it', async () => {
  expect((await matrix('position=reluctant')).demands).toEqual([
    'Fighting stops before a peace agreement is negotiated',
    'Russia receives the whole Donbas',
    'Western sanctions on Russia are lifted',
  ]);
  expect((await matrix('position=reluctant&party=russia')).demands).toEqual([]);
  expect((await matrix('position=reluctant&as_of=2025-08-14')).demands).toEqual([]);
});

test('the filter also goes by how a position is known', async () => {
  expect((await matrix('attribution=counterparty_account')).demands).toEqual([
    'Areas held by either side are exchanged',
    'Ukraine receives security guarantees that work like NATO’s Article 5',
  ]);
});

test('what is chosen stands above the matrix, each with the way to take it away', async () => {
  const { text } = await get(`${talks}?party=russia&attribution=background&q=land&details=1`);
  const chosen = [...text.matchAll(/<a class="filter-away" href="([^"]*)"[^>]*>(.*?)<\/a>/g)];
  expect(
    chosen.map(([, url, words]) => [words?.replace(/<[^>]*>/g, ''), url?.replaceAll('&amp;', '&')]),
  ).toEqual([
    ['Take away: Russia ×', `${talks}?attribution=background&q=land&details=1`],
    ['Take away: Background ×', `${talks}?party=russia&q=land&details=1`],
    ['Take away: “land” ×', `${talks}?party=russia&attribution=background&details=1`],
    ['Show all', `${talks}?details=1`],
  ]);
  expect((await get(talks)).text).not.toContain('filter-away');
});

test('in a row that stays, the cells that do not fit are dimmed', async () => {
  const { text } = await get(`${talks}?position=reluctant&topic=sanctions`);
  const row = /<th scope="row">[\s\S]*?<\/tr>/.exec(text)?.[0] ?? '';
  const cells = [...row.matchAll(/<td data-column="([^"]*)" class="([^"]*)"/g)];
  expect(cells.map(([, party, classes]) => [party, classes?.includes('dimmed')])).toEqual([
    ['Russia', true],
    ['Ukraine', true],
    ['United States', false],
    ['European Union', true],
    ['United Kingdom', true],
  ]);
  expect((await get(talks)).text).not.toContain('dimmed');
});

test('a filter that nothing fits says so', async () => {
  expect((await get(`${talks}?q=moon`)).text).toContain('Nothing fits this filter.');
});

describe('the exports of a filtered page', () => {
  const query = 'party=united-states&position=reluctant';

  test('hold the same rows and columns', async () => {
    const { text } = await get(`${talks}?${query}`);
    const urls = [...text.matchAll(/class="lone-link" href="([^"]*)" download/g)].map(([, url]) =>
      (url as string).replaceAll('&amp;', '&'),
    );
    expect(urls).toEqual(
      ['matrix', 'positions', 'stances'].map((name) => `${talks}/${name}.csv?bom=1&${query}`),
    );
    const [cells, positions, stances] = await Promise.all(urls.map(rows));
    expect(cells?.map((row) => [row.demand_slug, row['united-states'], row.russia])).toEqual([
      ['ceasefire-first', 'reluctant', undefined],
      ['cede-donbas', 'reluctant', undefined],
      ['sanctions-relief', 'reluctant', undefined],
    ]);
    expect(positions?.map((row) => [row.party_slug, row.demand_slug, row.position])).toEqual([
      ['united-states', 'ceasefire-first', 'reluctant'],
      ['united-states', 'cede-donbas', 'reluctant'],
      ['united-states', 'sanctions-relief', 'reluctant'],
    ]);
    expect(stances).toHaveLength(3);
  });

  test('and the whole, where nothing is filtered', async () => {
    expect(await rows(`${talks}/positions.csv`)).toHaveLength(55);
    expect(await rows(`${talks}/stances.csv`)).toHaveLength(34);
  });
});

test('the boxes of the filter are ticked as the address says, and the permalink keeps it', async () => {
  const { text } = await get(`${talks}?party=russia&position=demands&q=land`);
  expect(text).toMatch(/id="filter-party-russia"[^>]* checked/);
  expect(text).toMatch(/id="filter-position-demands"[^>]* checked/);
  expect(text).toMatch(/name="q" value="land"/);
  expect(text).toMatch(/class="permalink" href="[^"]*&amp;party=russia&amp;position=demands&amp;q=land"/);
});

test.each([
  ['party=atlantis', 'There is no party “atlantis”'],
  ['topic=weather', 'There is no topic “weather”'],
  ['position=upright', 'There is no position “upright”'],
  ['attribution=rumour', 'There is no attribution “rumour”'],
  [`q=${'x'.repeat(201)}`, 'at most 200 characters'],
])('%s is refused with a sentence, on the page and in its exports', async (query, sentence) => {
  const page = await get(`${talks}?${query}`);
  expect([page.status, page.text.includes(sentence)]).toEqual([400, true]);
  for (const name of ['matrix', 'positions', 'stances']) {
    expect((await get(`${talks}/${name}.csv?${query}`)).status).toBe(400);
  }
});
