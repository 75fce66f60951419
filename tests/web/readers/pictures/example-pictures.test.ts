import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../support/application.js';
import { startWithExampleRecord } from '../../../support/example-record.js';

let application: Application;

beforeAll(async () => {
  application = await startWithExampleRecord();
});
afterAll(() => application.stop());

/** All that a picture says. */
async function said(path: string): Promise<string> {
  const { text } = await application.visitor().get(`/negotiations/russia-ukraine/${path}`);
  const texts = [...text.matchAll(/<text[^>]*>(.*?)<\/text>/gs)];
  return texts.map(([, words = '']) => words.replace(/<[^>]*>|[\u2066-\u2069]/g, '')).join(' ');
}

test('a speaker stands under a quote only, and the date of a source is said once', async () => {
  const summed = await said('positions/united-states/cede-donbas.svg');
  expect(summed).not.toContain('Rubio');
  expect(summed).toMatch(/azerbaijan\.us: Report of 17 August 2025 (?!17)/);
  expect(await said('positions/european-union/joint-borrowing.svg')).toMatch(/“[^”]+” said by /);
});

test('a key explains what is drawn, and nothing else', async () => {
  const question = await said('questions/size-of-the-armed-forces.svg');
  expect(question).toContain('Underlined: where it stands');
  expect(question).not.toMatch(/Arrow: |account by another party/);
  const stand = await said('stand.svg?as_of=2026-11-29');
  expect(stand).toContain('No position on what is open was said again in the last three months.');
  expect(stand).not.toMatch(/“was …”|the way it went/);
  expect(await said('stand.svg?as_of=2026-04-30')).toContain(' not said again for three months ');
  expect(await said('stand.svg?as_of=2026-11-29&group=opposed')).toMatch(
    /“\w+ ’2\d”: not said again for three months/,
  );
  expect(await said('stand.svg?as_of=2025-08-30&since=2025-08-14')).toContain('the way it went; moved since');
  expect(await said('stand.svg?as_of=2026-01-15&since=2025-11-20&group=room_signalled')).toContain(
    '“was …”: moved since',
  );
  const opposed = await said('stand.svg?as_of=2025-08-18&group=opposed');
  expect(opposed.slice(opposed.indexOf('Columns are'), opposed.indexOf('Source:'))).toMatchInlineSnapshot(
    `"Columns are an order, not a distance. A public position is not a reservation value. on the record reported account by another party inferred Bold: the gap counts it Rejects Reluctant Favours Demands "`,
  );
  expect(await said('stand.svg?as_of=2026-11-29&group=past')).not.toContain('Gap among');
  expect(await said('alignment.svg?width=600')).toContain('On opposite sides The bar: ');
  expect(await said('demands/cede-donbas.svg?width=600')).toMatch(/US cont\..*rep\.: reported only/);
});

test('where they stand has all demands of the example on one sheet', async () => {
  const stand = await said('stand.svg?as_of=2026-11-29');
  expect(stand).not.toContain('have no room here');
  expect(stand).toContain('Below a demand: its gap among those it needs.');
  expect(stand).toContain('Of a party without a mark no position is known, which is not neutrality.');
});

test('a group of where they stand is a picture of its own, which names its place on the page', async () => {
  const path = 'stand.svg?as_of=2025-08-18&group=aligned_for';
  expect((await said(path)).replace(/http:.*\/c\/\d+-[0-9a-f]{8}/, '')).toMatchInlineSnapshot(
    `"Russia–Ukraine ceasefire talks Where they stand: Aligned for Of 35 demands that are open, questions counted once, 1 is aligned, 1 with room signalled, 4 opposed or blocked, 29 without enough evidence (34 if only statements on the record counted). As of 18 August 2025 · recorded by 29 November 2026, 12:00 UTC · Evidence: on the record first Aligned for1 demand Rejects (red line) Rejects Reluctant Open · Neutral · Dropped Favours · Accepts Demands · Agreed Insists (red line) Gap among those it needs Security guarantees Ukraine receives security guarantees that work like NATO’s Article 5 Aligned for rests on reports Russia US EU Ukraine Russia: by the account of United States No position known, which is not neutrality: UK, France, Germany (none by then); Belgium (not assessed) Columns are an order, not a distance. A public position is not a reservation value. on the record account by another party Bold: the gap counts it Favours Would accept Demands Source: Negotiation positions. Licence: CC BY 4.0. /negotiations/russia-ukraine/stand?as_of=2025-08-18#stand-aligned_for"`,
  );
  const { headers } = await application.visitor().get(`/negotiations/russia-ukraine/${path}`);
  expect(headers.get('content-disposition')).toBe(
    'inline; filename="russia-ukraine-stand-aligned-for-2025-08-18.svg"',
  );
  const byTopic = await said('stand.svg?as_of=2025-08-18&sort=topic&group=topic-nato');
  expect(byTopic).toContain('Where they stand: NATO Of ');
  expect(byTopic).toContain('as_of=2025-08-18&amp;sort=topic#stand-topic-nato');
  expect(await said('stand.svg?as_of=2025-08-18&group=agreed')).toContain(
    'At this time there is no demand in this group.',
  );
});

test('a group that the page does not have, and a card of one group, are refused in words', async () => {
  const answers = [];
  for (const query of [
    'group=topic-nato',
    'group=none',
    'group=opposed&card=1',
    'sort=topic&group=opposed',
  ]) {
    const { status, text } = await application
      .visitor()
      .get(`/negotiations/russia-ukraine/stand.svg?${query}`);
    answers.push(`${status} ${text.split('\n')[0]}`.replace(/[\u2066-\u2069]/g, ''));
  }
  expect(answers).toEqual([
    '400 “topic-nato” is no group of this page. Take the address from “Picture” under the title of the page.',
    '400 “none” is no group of this page. Take the address from “Picture” under the title of the page.',
    '400 A card, for where links are shared, counts all groups: leave “group” out.',
    '400 “opposed” is no group of this page. Take the address from “Picture” under the title of the page.',
  ]);
});

test('the page offers a picture of each group, beside the whole', async () => {
  const { text } = await application.visitor().get('/negotiations/russia-ukraine/stand?as_of=2025-08-18');
  const offered = [...text.matchAll(/<a href="([^"]*stand\.png[^"]*group=[^"]*)"[^>]*>([^<]*)</g)];
  expect(
    offered.map(([, url, label = '']) => `${label.replace(/[\u2066-\u2069]/g, '')}: ${url}`),
  ).toMatchInlineSnapshot(`
    [
      "Aligned for (1): /negotiations/russia-ukraine/stand.png?as_of=2025-08-18&amp;group=aligned_for",
      "Room signalled (1): /negotiations/russia-ukraine/stand.png?as_of=2025-08-18&amp;group=room_signalled",
      "Opposed (4): /negotiations/russia-ukraine/stand.png?as_of=2025-08-18&amp;group=opposed",
      "Not enough evidence (29): /negotiations/russia-ukraine/stand.png?as_of=2025-08-18&amp;group=not_enough_evidence",
    ]
  `);
  const cards = await application.visitor().get('/negotiations/russia-ukraine/timeline');
  expect(cards.text).not.toContain('One part, PNG');
});

test('the matrix offers a picture of each topic, unless it shows one already', async () => {
  const offered = async (query: string) => {
    const { text } = await application.visitor().get(`/negotiations/russia-ukraine${query}`);
    return [...text.matchAll(/<a href="([^"]*matrix\.png[^"]*topic=[^"]*)"[^>]*>([^<]*)</g)].map(
      ([, url, label]) => `${label}: ${url}`,
    );
  };
  const all = await offered('?as_of=2025-08-18&party=russia');
  expect(all.slice(0, 2)).toEqual([
    'Ceasefire: /negotiations/russia-ukraine/matrix.png?as_of=2025-08-18&amp;party=russia&amp;topic=ceasefire',
    'Territory: /negotiations/russia-ukraine/matrix.png?as_of=2025-08-18&amp;party=russia&amp;topic=territory',
  ]);
  const one = await offered('?topic=nato');
  expect(one.filter((link) => !link.startsWith('PNG, '))).toEqual([]);
  expect(await said('matrix.svg?as_of=2025-08-18&topic=territory')).not.toContain('NATO');
});

test('the picture of a timeline names what its marks stand for', async () => {
  const timeline = await said('timeline.svg?as_of=2026-05-09');
  expect(timeline).toContain(
    'What moved, newest first 8 May 2026 First recorded United States demands: Russia and',
  );
  expect(timeline).toContain('9 Apr 2026 Reversed Russia demands: Fighting stops over Easter 2026');
  const long = await said('timeline.svg?from=2025-08-01&to=2026-05-09&width=600');
  expect(long).toMatch(/ and \d+ more, first recorded or older, on the page /);
});
