import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../../support/application.js';
import { startWithExampleRecord } from '../../../support/example-record.js';
import { cellsOf, csvRows } from '../../../support/csv-rows.js';
import { unescaped } from '../../../support/html.js';

const talks = '/negotiations/russia-ukraine';
const page = `${talks}/evidence`;
let application: Application;

beforeAll(async () => {
  application = await startWithExampleRecord();
});

afterAll(() => application.stop());

async function textOf(path: string): Promise<string> {
  const { status, text } = await application.visitor().get(path);
  expect([path, status]).toEqual([path, 200]);
  return text;
}

/** The texts of what a pattern finds, without markup. */
function plain(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, words]) =>
    unescaped((words as string).replaceAll(/<[^>]+>/g, '')).trim(),
  );
}

const linesOf = (rows: readonly Readonly<Record<string, string>>[], ...names: string[]) =>
  rows.map((row) => cellsOf(row, ...names).join(' | '));

const clocks = [
  '',
  '?as_of=2025-08-14',
  '?as_of=2025-12-24&evidence=on_record',
  '?as_of=2026-05-10&evidence=all&closed=1',
  '?as_of=2026-01-06&party=russia&party=united-states&topic=territory',
  '?as_of=2025-11-30&attribution=unnamed_sources&attribution=background',
];

describe.each(clocks)('at %s', (query) => {
  test('each cell is known as the table of positions says, with its origins and the check of its quote', async () => {
    const names = [
      'party_slug',
      'demand_slug',
      'position',
      'attribution',
      'is_contested',
      'as_of',
      'known_at',
    ];
    const positions = await csvRows(application, `${talks}/positions.csv${query}`);
    const evidence = await csvRows(application, `${page}.csv${query}`);
    expect(linesOf(evidence, ...names)).toEqual(linesOf(positions, ...names));
    // A finding has no attribution, and is not known from anybody.
    const known = (rows: typeof positions) => rows.filter(({ attribution }) => attribution !== '');
    expect(linesOf(known(evidence), 'origin_count', 'quote_check', 'last_reaffirmed_day')).toEqual(
      linesOf(known(positions), 'origin_count', 'quote_check', 'last_reaffirmed_day'),
    );
    expect(known(evidence).length).toBeGreaterThan(0);
  });

  test('each count of the page leads to as many cells, in the list and in its file', async () => {
    const html = await textOf(`${page}${query}`);
    const links = [...html.matchAll(/<a [^>]*href="([^"]*)#cells"[^>]*>([\d,]+)<\/a>/g)];
    expect(links.length).toBeGreaterThan(10);
    const counts = new Map(
      links.map(([, url, count]) => [unescaped(url as string), Number((count as string).replace(',', ''))]),
    );
    for (const [url, count] of [...counts].filter((_, index) => index % 7 === 0)) {
      const asked = new URL(url, 'http://localhost').searchParams.get('cells');
      const rows = await csvRows(application, url.replace('/evidence?', '/evidence.csv?'));
      const summary = plain(await textOf(url), /<h2 id="cells-title">[\s\S]*?<p class="quiet">([\s\S]*?)</g);
      // Origins are counted, and the list has what they are the origins of.
      if (asked === 'known') expect(rows.length).toBeGreaterThan(0);
      else expect([url, rows.length]).toEqual([url, count]);
      expect(summary[0]).toMatch(new RegExp(`^${rows.length} of `));
    }
  });

  test('the shares of all cells, of the parties and of the topics add up', async () => {
    const path = `${talks}/shares.csv${query}`;
    const rows = await csvRows(application, path);
    const sums = (of: string) =>
      ['cell', 'on_record', 'reported', 'inferred', 'nothing', 'unnamed', 'stale', 'quote_not_checked'].map(
        (count) =>
          rows.filter((row) => row.of === of).reduce((sum, row) => sum + Number(row[`${count}_count`]), 0),
      );
    expect(sums('party')).toEqual(sums('all'));
    expect(sums('topic')).toEqual(sums('all'));
    const [cells, ...classes] = sums('all');
    expect(classes.slice(0, 4).reduce((sum, count) => sum + count, 0)).toBe(cells);
  });
});

test('the shares on the day of the Paris meeting, as a whole file', async () => {
  const path = `${talks}/shares.csv?as_of=2026-01-06&known_at=2026-11-29`;
  const lines = (await textOf(path)).split('\r\n').map((line) => line.split(',http')[0]);
  const expected = new URL('../../../expected/shares-2026-01-06.csv', import.meta.url);
  expect(`${lines.join('\n')}`).toBe(readFileSync(expected, 'utf8'));
});

test('the page says in a sentence how well it is known, and which nothings there are', async () => {
  const html = await textOf(`${page}?as_of=2026-01-06`);
  expect(plain(html, /<p class="lede">([\s\S]*?)<\/p>/g)).toEqual([
    'Of 296 cells (37 demands, 8 parties) 103 hold a position: 71 on the record (24%), 28 only reported (9%), 4 only inferred (1%). They have 55 independent origins. Of 193 nothing is known (65%).',
  ]);
  expect(plain(html, /<p class="quiet">(Nothing: [\s\S]*?)<\/p>/g)).toEqual([
    'Nothing: 176 not yet assessed, 16 no record by this date, 1 no stated position.',
  ]);
  expect(plain(html, /<li><strong[^>]*>([\s\S]*?)<\/li>/g)).toEqual([
    '90 have one independent origin only (87%)',
    '36 are without a quote (35%)',
    '7 rest on unnamed sources only (7%)',
    '1 is contested by a newer report (1%)',
    '28 were not reaffirmed for 3 months (27%)',
    '67 quotes, none of them checked against the text of its article',
  ]);
});

test('a reader chooses after how many months a position counts as not reaffirmed', async () => {
  const staleOf = async (query: string) =>
    (await csvRows(application, `${page}.csv?as_of=2026-05-10&cells=stale${query}`)).length;
  const counts = [
    await staleOf('&stale=1'),
    await staleOf(''),
    await staleOf('&stale=3'),
    await staleOf('&stale=12'),
  ];
  expect(counts).toEqual([104, 100, 100, 0]);
  const days = await csvRows(application, `${page}.csv?as_of=2026-05-10&cells=stale`);
  const reaffirmed = days.map((row) => row.last_reaffirmed_day as string);
  expect(reaffirmed).toEqual(reaffirmed.toSorted());
  expect(reaffirmed.every((day) => day < '2026-02-10')).toBe(true);
});

test.each([
  ['stale=0', 'Write a number of months from 1 to 120'],
  ['stale=121', 'Write a number of months from 1 to 120'],
  ['stale=three', '“three” is not a value of stale.'],
  ['cells=weak', 'There is no count “weak”.'],
  ['sort=weak', '“weak” is no column to sort by. Use on_record, reported,'],
  ['party=atlantis', 'There is no party “atlantis”'],
  ['months=3', 'This page does not know the parameter “months”.'],
])('%s is refused with a sentence', async (query, words) => {
  for (const path of [page, `${page}.csv`, `${page}.json`]) {
    const { status, text } = await application.visitor().get(`${path}?${query}`);
    expect([path, status]).toEqual([path, 400]);
    expect(unescaped(text)).toContain(words);
  }
});

test('parties and topics are sorted by the share of a column, in the file of shares too', async () => {
  const namesIn = (html: string) => plain(html, /<th scope="row"[^>]*>([\s\S]*?)<\/th>/g);
  const sorted = await textOf(`${page}?sort=unnamed`);
  const parties = namesIn(sorted).map((words) => words.split(/\s+\d/, 1)[0]);
  expect(parties.slice(0, 3)).toEqual(['All', 'Russia', 'Ukraine']);
  const topics = parties.slice(parties.length - 12);
  expect(topics.slice(0, 3)).toEqual(['Language and minorities', 'Sanctions', 'Territory']);
  const rows = await csvRows(application, `${talks}/shares.csv?sort=unnamed`);
  expect(rows.map(({ name }) => name)).toEqual(parties);
  expect(sorted).toMatch(/aria-sort="descending"><a class="evidence-sort" href="[^"]*\/evidence"/);
});

test('a long list is in pages, and its title says nothing as a fact', async () => {
  const first = await textOf(`${page}?cells=nothing`);
  expect(plain(first, /<h2 id="cells-title">([\s\S]*?)<\/h2>/g)).toEqual(['Nothing']);
  expect(first.match(/class="evidence-subject"/g)).toHaveLength(100);
  const second = await textOf(`${page}?cells=nothing&page=2`);
  expect(plain(second, /<title>([\s\S]*?)<\/title>/g)).toEqual([
    'How well it is known: Russia–Ukraine ceasefire talks',
  ]);
  const { total_rows: _none, rows } = JSON.parse(await textOf(`${page}.json?cells=nothing`));
  expect(first.match(/class="evidence-subject"/g)?.length).toBeLessThan(rows.length);
  expect(100 + (second.match(/class="evidence-subject"/g)?.length ?? 0)).toBe(rows.length);
});
