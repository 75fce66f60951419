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

/** Each row of the table in a line: “Ukraine: both for 3, both against 0, …”. */
function relationsIn(html: string): string[] {
  const table = /<section class="relations"[\s\S]*?<\/section>/.exec(html)?.[0] ?? '';
  return [...table.matchAll(/<tr><th scope="row">([\s\S]*?)<\/tr>/g)].map(([, row = '']) => {
    const [name] = plain(row, /^([\s\S]*?)<\/th>/g);
    const cells = [...row.matchAll(/<td data-column="([^"]*)"[^>]*>(\d+)</g)];
    return `${name}: ${cells.map(([, column = '', count]) => `${column.toLowerCase()} ${count}`).join(', ')}`;
  });
}

test('the page of a party says what it is for and against, and how it stands to each other party', async () => {
  const html = await pageAt(`${talks}/parties/russia?as_of=2026-05-10`);
  expect(plain(html, /<p class="lede">([\s\S]*?)<\/p>/g)).toEqual([
    'Of 31 open demands it is for 15, against 5, open, neutral or no longer asking on 1; on 10 its position is not known. 8 of these positions rest on reports.',
  ]);
  expect(plain(html, /<p class="party-nearest">([\s\S]*?)<\/p>/g)).toEqual([
    'Most often on the same side: United States (8\u00a0of\u00a013). Most often on opposite sides: Ukraine (11\u00a0of\u00a018).',
  ]);
  expect(relationsIn(html)).toEqual([
    'United States: both for 8, both against 0, on opposite sides 4, off the table 0, open 1, known of both 13, of these reported 5',
    'Ukraine: both for 3, both against 0, on opposite sides 11, off the table 0, open 4, known of both 18, of these reported 6',
    'France: both for 0, both against 0, on opposite sides 2, off the table 0, open 3, known of both 5, of these reported 4',
    'Germany: both for 0, both against 0, on opposite sides 2, off the table 0, open 3, known of both 5, of these reported 4',
    'European Union: both for 0, both against 0, on opposite sides 3, off the table 0, open 2, known of both 5, of these reported 2',
    'United Kingdom: both for 0, both against 0, on opposite sides 3, off the table 0, open 3, known of both 6, of these reported 4',
  ]);
  expect(html).toContain('No demand on which both are known: Belgium.');
});

test('each topic of the page is led to from its top', async () => {
  const html = await pageAt(`${talks}/parties/russia?as_of=2026-05-10`);
  const nav = /<nav class="party-topics"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? '';
  const places = [...nav.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  expect(places.length).toBeGreaterThan(8);
  for (const id of places) expect(html).toContain(`<h2 class="kicker" id="${id}">`);
});

test.each(['russia', 'ukraine', 'united-states', 'european-union'])(
  'each count of %s is that of the page that compares the two, to which it leads',
  async (party) => {
    for (const clocks of ['?as_of=2025-08-18', '?as_of=2026-05-10', '?as_of=2026-05-10&evidence=on_record']) {
      const html = await pageAt(`${talks}/parties/${party}${clocks}`);
      const links = plain(html, /<a class="relation-party" href="([^"]*\/compare\/[^"]*)"/g);
      const relations = relationsIn(html);
      expect(links.length).toBe(relations.length);
      expect(links.length).toBeGreaterThan(1);
      for (const [index, link] of links.entries()) {
        const [compared = ''] = plain(await pageAt(link), /<p class="lede">([\s\S]*?)<\/p>/g);
        const counts = (text: string) =>
          [...text.matchAll(/(both for|both against|on opposite sides|open|off the table) (?:on )?(\d+)/gi)]
            .filter(([, , count]) => count !== '0')
            .map(([, words, count]) => `${words} ${count}`.toLowerCase())
            .sort();
        expect([link, counts(relations[index] as string)]).toEqual([link, counts(compared)]);
      }
    }
  },
);
