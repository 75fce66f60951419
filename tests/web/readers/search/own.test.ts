import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { cellsOf, csvRows } from '../../../support/csv-rows.js';
import { publishOwn } from '../../../support/own-publications.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const lapsed = 'Lapsed on 15 August 2025: Fighting stops before a peace agreement is negotiated';
const briefing = 'Briefing of 20 August 2025: Russia–Ukraine ceasefire talks';
const later = { clearer: '2025-08-21T09:08:00Z', corrected: '2025-08-21T09:01:00Z' };
let application: Application;
let editor: Visitor;
let admin: Visitor;

beforeAll(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  admin = await application.signedIn('admin');
  await publishOwn(application, editor, admin);
});

afterAll(() => application.stop());

/** The hits that are no stances: what they are, with their words; and where they lead. */
async function found(words: string, more = ''): Promise<{ hits: string[]; links: string[] }> {
  const path = `${talks}/search?q=${encodeURIComponent(words)}${more}`;
  const { status, text } = await application.visitor().get(path);
  expect(status).toBe(200);
  const items = [...text.matchAll(/<li><span class="kicker">([\s\S]*?)<\/li>/g)].map(
    ([, item]) => item ?? '',
  );
  const plain = (html: string) =>
    html
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  return {
    hits: items.map(plain),
    links: items.map((item) => /href="([^"]*)"/.exec(item)?.[1] ?? ''),
  };
}

test('headlines are found by their first words and by clearer ones, under the newest', async () => {
  const headline = 'Update June 2024 to 10 August 2025 Before Anchorage: who wants what';
  const { hits, links } = await found('before anchorage');
  expect([hits, links]).toEqual([[headline], [`${talks}/updates/1`]]);
  const first = (await application.database.read.update.findUniqueOrThrow({ where: { id: 1 } })).headline;
  expect((await found(first)).hits).toContain(headline);
});

test('outcomes are found by each of their versions, which says what became of it', async () => {
  const { hits, links } = await found('leaders met without');
  expect(hits).toContain(`Outcome Corrected ${lapsed} The leaders met without it.`);
  expect(hits).toContain(`Outcome ${lapsed} The leaders met and parted without it.`);
  expect(new Set(links)).toEqual(new Set([`${talks}/demands/ceasefire-first#outcome`]));
});

test('questions, briefings and the quotes of reservations are found, and lead to their place', async () => {
  expect(await found('becomes')).toEqual({
    hits: ['Question What becomes of Crimea?'],
    links: [`${talks}/questions/crimea`],
  });
  expect((await found('hold still')).hits).toEqual([
    `Briefing ${briefing} After Anchorage both sides hold still.`,
  ]);
  expect((await found('both sides wait')).hits).toEqual([
    `Briefing Clarified ${briefing} After Anchorage both sides wait.`,
  ]);
  const { hits, links } = await found('nothing is agreed');
  expect(hits).toEqual([
    'Reservation Ukraine reserves the whole, 20 August 2025 “Nothing is agreed until everything is” — Reuters, Summit ends without a ceasefire',
  ]);
  expect(links).toEqual([`${talks}/reservations#reservation-63`]);
  expect((await application.visitor().get(`${talks}/search?q=nothing`)).text).toContain(
    '<mark>Nothing</mark>',
  );
});

test('what is not known yet, or counts from a later day, is not found; nor what only later words hold', async () => {
  const at = (known: string) => `&known_at=${known}`;
  expect((await found('before anchorage', at('2025-08-21T09:07:30Z'))).hits).toEqual([]);
  expect((await found('keeps control', at('2025-08-21T09:07:30Z'))).hits).toEqual([]);
  expect((await found('keeps control')).hits).not.toEqual([]);
  expect((await found('becomes', at(later.clearer))).hits).toEqual([]);
  expect((await found('leaders parted', at(later.corrected))).hits).toEqual([]);
  expect((await found('nothing is agreed', '&as_of=2025-08-19')).hits).toEqual([]);
  expect((await found('hold still', '&as_of=2025-08-20')).hits).toHaveLength(1);
});

test('a stance is not found by words that its demand was given later', async () => {
  const stances = async (more: string) =>
    (await application.visitor().get(`${talks}/search?q=keeps+control${more}`)).text.match(/<h3>/g)?.length ??
    0;
  expect(await stances('')).toBeGreaterThan(0);
  expect(await stances('&known_at=2025-08-21T09:07:30Z')).toBe(0);
});

test('the table holds them too, with their numbers', async () => {
  const rows = await csvRows(application, `${talks}/search.csv?q=anchorage`);
  const told = rows
    .filter(({ kind }) => kind !== 'stance')
    .map((row) => cellsOf(row, 'kind', 'id').join(' '));
  expect(new Set(told)).toEqual(new Set(['briefing 61', 'briefing 62', 'headline 1']));
});

test('another negotiation finds none of it', async () => {
  expect(
    (await admin.post('/negotiations', { name: 'Grain talks', slug: 'grain', description: '' })).status,
  ).toBe(303);
  const { text } = await application.visitor().get('/negotiations/grain/search?q=anchorage');
  expect(text).toContain('Nothing on record holds all of these words.');
});

test('words that were removed by law are found no longer', async () => {
  const texts = ['reservations.63.quote'];
  const path = '/record-chain/63/remove';
  const { status, text } = await admin.post(path, { texts, reason: 'A court has ordered it.' });
  expect(status, text).toBe(303);
  expect((await found('nothing is agreed')).hits).toEqual([]);
  expect((await found('removed')).hits).toHaveLength(1);
});
