import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pagesOf, readersPages } from '../../support/all-pages.js';
import { type Application, startApplication } from '../../support/application.js';
import { unescaped } from '../../support/html.js';
import { workbookAt } from '../../support/workbook.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const textOf = async (path: string) => (await application.visitor().get(path)).text;
const countIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

/** Pages from which there is nothing to take: of no record, or without anything around them. */
const without = /^(sign in|bad request|not found|embedded .*)$/;
const pages = Object.entries({ ...pagesOf(readersPages, 'main'), ...pagesOf(readersPages, 'further') });

test.each(pages.filter(([name]) => !without.test(name)))(
  'on the page “%s” what can be taken along stands once, under the title',
  async (_name, path) => {
    const text = await textOf(path);
    expect(countIn(text, /<section class="bar"/g)).toBe(1);
    expect(text.indexOf('<section class="bar"')).toBeGreaterThan(text.indexOf('</h1>'));
    for (const pattern of [
      />Cite<\/summary>/g,
      />Verify</g,
      /class="permalink"/g,
      /class="bar-item"[^>]*>CSV</g,
      /class="bar-item"[^>]*>Excel</g,
      /class="bar-item"[^>]*>JSON</g,
    ])
      expect([pattern, countIn(text, pattern) <= 1]).toEqual([pattern, true]);
  },
);

test.each(pages.filter(([name]) => !without.test(name)))(
  'the page “%s” can be cited',
  async (_name, path) => {
    expect(countIn(await textOf(path), /<summary class="bar-item">Cite</g)).toBe(1);
  },
);

test.each(['/about', '/record-chain', '/record-chain/46'])(
  '%s, which has no clocks, is cited by its own address and the day of the record',
  async (path) => {
    const text = await textOf(path);
    const [, citation = ''] = /data-copy="the citation">([^<]*)</.exec(text) ?? [];
    expect(unescaped(citation)).toMatch(/, as recorded by 2\d August 2025/);
    expect(unescaped(citation).endsWith(` ${application.address}${path}`)).toBe(true);
    expect(text).not.toContain('class="permalink"');
  },
);

test('its files are those of the page, its CSV with the mark by which spreadsheets know the encoding', async () => {
  for (const path of [
    talks,
    `${talks}/changes?from=2025-08-14&to=2025-08-18`,
    `${talks}/parties/russia`,
    `${talks}/search?q=crimea`,
  ]) {
    const text = await textOf(path);
    const [, csv = '', xlsx = '', json = ''] =
      /href="([^"]*)" rel="nofollow" download>CSV<\/a>\s*<a class="bar-item" href="([^"]*)" rel="nofollow" download>Excel<\/a>\s*<a class="bar-item" href="([^"]*)"/.exec(
        text,
      ) ?? [];
    const { text: rows } = await application.visitor().get(unescaped(csv));
    const { text: object } = await application.visitor().get(unescaped(json));
    const count = (JSON.parse(object) as { rows: [] }).rows.length;
    expect(parse(rows, { bom: true, columns: true })).toHaveLength(count);
    const [{ rows: inSheet } = { rows: [] }] = (await workbookAt(application, unescaped(xlsx))).sheets;
    expect(inSheet).toHaveLength(count + 1);
    expect(csv).toContain('bom=1');
  }
});

/** The feeds that a page offers: label and path. */
async function feedsOn(path: string): Promise<(string | undefined)[][]> {
  const found = (await textOf(path)).matchAll(
    /<a href="([^"]*)" data-copy="the address of the feed">([^<]*)</g,
  );
  return [...found].map(([, url, label]) => [label, url]);
}

test('each page of a negotiation offers the feeds of what it is about, of the whole and of each topic', async () => {
  const topics = [
    ['Ceasefire', `${talks}/topics/ceasefire.atom`],
    ['Territory', `${talks}/topics/territory.atom`],
  ];
  const whole = ['The whole negotiation', `${talks}.atom`];
  expect((await feedsOn(talks)).slice(0, 3)).toEqual([whole, ...topics]);
  expect((await feedsOn(`${talks}?party=russia`)).slice(0, 2)).toEqual([
    ['This page', `${talks}.atom?party=russia`],
    whole,
  ]);
  expect((await feedsOn(`${talks}/parties/russia`)).slice(0, 2)).toEqual([
    ['This page', `${talks}/parties/russia.atom`],
    whole,
  ]);
  expect((await feedsOn(`${talks}/positions/russia/crimea`)).slice(0, 4)).toEqual([
    ['This page', `${talks}/demands/crimea.atom?party=russia`],
    ['Russia', `${talks}/parties/russia.atom`],
    ['The demand', `${talks}/demands/crimea.atom`],
    whole,
  ]);
  for (const [, url] of await feedsOn(`${talks}/positions/russia/crimea`))
    expect([url, (await application.visitor().get(unescaped(url ?? ''))).status]).toEqual([url, 200]);
});
