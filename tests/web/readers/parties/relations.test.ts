import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../support/application.js';
import { startWithExampleRecord } from '../../../support/example-record.js';
import { unescaped } from '../../../support/html.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startWithExampleRecord();
});

afterAll(() => application.stop());

async function pageAt(path: string): Promise<string> {
  const { status, text } = await application.visitor().get(path);
  expect([path, status]).toEqual([path, 200]);
  return text;
}

function plain(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, words]) =>
    unescaped((words as string).replaceAll(/<[^>]+>/g, '')).trim(),
  );
}

const relationsIn = (html: string) =>
  plain(/<section class="relations"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '', /<li>([\s\S]*?)<\/li>/g);

test('the page of a party says what it is for and against, and how it stands to each other party', async () => {
  const html = await pageAt(`${talks}/parties/russia?as_of=2026-05-10`);
  expect(plain(html, /<p class="lede">([\s\S]*?)<\/p>/g)).toEqual([
    'Of 31 open demands it is for 15, against 5, open, neutral or no longer asking on 1; on 10 its position is not known. 8 of these positions rest on reports.',
  ]);
  expect(relationsIn(html)).toEqual([
    'Ukraine: both for on 3, on opposite sides on 11, open on 4 (6 of them rest on reports)',
    'United States: both for on 8, on opposite sides on 4, open on 1 (5 of them rest on reports)',
    'European Union: on opposite sides on 3, open on 2 (2 of them rest on reports)',
    'United Kingdom: on opposite sides on 3, open on 3 (4 of them rest on reports)',
    'France: on opposite sides on 2, open on 3 (4 of them rest on reports)',
    'Germany: on opposite sides on 2, open on 3 (4 of them rest on reports)',
    'Belgium: no demand on which both are known',
  ]);
});

test.each(['russia', 'ukraine', 'united-states', 'european-union'])(
  'each count of %s is that of the page that compares the two, to which it leads',
  async (party) => {
    for (const clocks of ['?as_of=2025-08-18', '?as_of=2026-05-10', '?as_of=2026-05-10&evidence=on_record']) {
      const html = await pageAt(`${talks}/parties/${party}${clocks}`);
      const links = plain(html, /<a class="relation-party" href="([^"]*\/compare\/[^"]*)"/g);
      const relations = relationsIn(html);
      expect(links).toHaveLength(7);
      for (const [index, link] of links.entries()) {
        const [compared = ''] = plain(await pageAt(link), /<p class="lede">([\s\S]*?)<\/p>/g);
        const counts = (text: string) =>
          [...text.matchAll(/(both for|both against|on opposite sides|open|off the table) on (\d+)/gi)]
            .map(([, words, count]) => `${words} ${count}`.toLowerCase())
            .sort();
        expect([link, counts(relations[index] as string)]).toEqual([link, counts(compared)]);
      }
    }
  },
);
