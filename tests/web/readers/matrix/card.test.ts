import { afterAll, beforeAll, expect, test } from 'vitest';
import { actOnRecords } from '../../../support/all-pages.js';
import { type Application, startApplication } from '../../../support/application.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  await actOnRecords(application, await application.signedIn('editor'));
});

afterAll(() => application.stop());

const card = (cell: string, query = '') =>
  application.visitor().get(`${talks}/positions/${cell}/card${query}`);

test('a card has the words of the setting record, who said them where, and what else there is', async () => {
  const { status, headers, text } = await card('ukraine/cede-territory');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('x-robots-tag')).toBe('noindex');
  expect(text.replace(/\n\s*\n/g, '\n')).toBe(
    [
      '<p class="card-title"><strong>Ukraine: Rejects (red line)</strong></p>',
      '<blockquote class="quote">',
      '  <p dir="ltr" lang="en">“Ukrainians will not gift their land to the occupier.”</p>',
      '</blockquote>',
      '<p class="card-fact">On the record, principal</p>',
      '<p class="card-fact">TIME, 10 August 2025</p>',
      '<p class="card-fact">Since 9 Aug 2025, not reaffirmed</p>',
      '<p class="card-remark">Our record was corrected on 21 August 2025</p>',
      '',
    ].join('\n'),
  );
});

test('a card of a cell without a position says why there is none', async () => {
  expect((await card('united-kingdom/crimea')).text.replace(/\n\s*\n/g, '\n')).toBe(
    [
      '<p class="card-title"><strong>United Kingdom: Not yet assessed</strong></p>',
      '<p class="card-fact">Nothing in the log</p>',
      '',
    ].join('\n'),
  );
});

test('a card is of the clocks of its address, and is asked for again only if something has changed', async () => {
  const then = await card('united-states/ceasefire-first', '?as_of=2025-08-14');
  const now = await card('united-states/ceasefire-first');
  expect([then.text, now.text].map((text) => /<strong>(.*?)</.exec(text)?.[1])).toEqual([
    'United States: Demands',
    'United States: Reluctant',
  ]);
  const etag = now.headers.get('etag') as string;
  const path = `${talks}/positions/united-states/ceasefire-first/card`;
  const again = await application.visitor().send(path, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
});

test('what is not there, or makes no sense, is refused', async () => {
  expect((await card('atlantis/crimea')).status).toBe(404);
  expect((await card('russia/atlantis')).status).toBe(404);
  expect((await card('russia/crimea', '?details=1')).status).toBe(400);
});
