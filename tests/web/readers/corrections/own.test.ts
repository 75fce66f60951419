import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { cellsOf, csvRows } from '../../../support/csv-rows.js';
import { publishOwn } from '../../../support/own-publications.js';

const corrections = '/negotiations/russia-ukraine/corrections';
const all = 'kind=correction&kind=clarification&kind=retraction&kind=restoration';
const fighting = 'Fighting stops before a peace agreement is negotiated';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  await publishOwn(application, await application.signedIn('editor'), await application.signedIn('admin'));
});

afterAll(() => application.stop());

const flat = async (path: string) => (await application.visitor().get(path)).text.replace(/\s+/g, ' ');
const sentencesOf = (text: string) =>
  [...text.matchAll(/title-link" href="([^"]+)"[^>]*>([^<]+)</g)].map(([, url, sentence]) => [sentence, url]);

test('what was corrected in outcomes, briefings, reservations, headlines and propositions stands among the corrections', async () => {
  const talks = '/negotiations/russia-ukraine';
  expect(sentencesOf(await flat(`${corrections}?${all}`))).toEqual([
    ['The wording of a demand has been clarified.', `${talks}/demands/crimea`],
    ['The headline of an update has been clarified.', `${talks}/updates/1`],
    [
      'Our record of 20 August 2025 that Ukraine reserves the whole has been restored.',
      `${talks}/reservations#reservation-63`,
    ],
    [
      'Our record of 20 August 2025 that Ukraine reserves the whole has been retracted.',
      `${talks}/reservations#reservation-63`,
    ],
    [
      'Our briefing of 20 August 2025 (Russia–Ukraine ceasefire talks) has been clarified.',
      `${talks}/briefings#briefing-61`,
    ],
    [`The outcome of “${fighting}” has been corrected.`, `${talks}/demands/ceasefire-first#outcome`],
  ]);
});

test('the old words are struck, with the new ones, the reason, the instant and the number', async () => {
  const page = await flat(corrections);
  expect(page).toContain(
    '<li id="entry-60"> <p class="act-heading"><span class="act-kind">Correction of an outcome</span> <time datetime="2025-08-21T09:02:00.000Z">21 August 2025, 09:02 UTC</time> · <a href="/record-chain/60">entry 60</a></p>',
  );
  expect(page).toContain(
    '<dt>Summary</dt><dd><del>The leaders met without it.</del> <ins>The leaders met and parted without it.</ins></dd>',
  );
  expect(page).toContain('It was worded too shortly.');
  expect(page).toContain('Retraction of a reservation');
});

test('clearer words are listed when they are asked for, those of a party under its name, and none before they were known', async () => {
  expect(sentencesOf(await flat(corrections))).toHaveLength(3);
  expect(sentencesOf(await flat(`${corrections}?kind=clarification`))).toHaveLength(3);
  expect(sentencesOf(await flat(`${corrections}?party=ukraine`))).toHaveLength(2);
  expect(sentencesOf(await flat(`${corrections}?party=russia`))).toEqual([]);
  expect(sentencesOf(await flat(`${corrections}?topic=ceasefire`))).toHaveLength(1);
  expect(sentencesOf(await flat(`${corrections}?topic=ceasefire&party=ukraine`))).toEqual([]);
  expect(sentencesOf(await flat(`${corrections}?known_at=2025-08-21T09:03:00Z`))).toHaveLength(1);
  expect(sentencesOf(await flat(`${corrections}?before=64`))).toHaveLength(1);
});

test('the table says what each is on, and its words before and after', async () => {
  const rows = await csvRows(application, `${corrections}.csv?${all}`);
  const told = rows.map((row) =>
    cellsOf(row, 'sequence', 'kind', 'about', 'record_id', 'party_slug', 'demand_slug'),
  );
  expect(told).toEqual([
    ['67', 'clarification', 'proposition', '67', '', 'crimea'],
    ['66', 'clarification', 'headline', '66', '', ''],
    ['65', 'restoration', 'reservation', '63', 'ukraine', ''],
    ['64', 'retraction', 'reservation', '63', 'ukraine', ''],
    ['62', 'clarification', 'briefing', '61', '', ''],
    ['60', 'correction', 'outcome', '59', '', 'ceasefire-first'],
  ]);
  expect(rows.slice(-2).map((row) => cellsOf(row, 'words_before', 'words_after', 'reason'))).toEqual([
    ['Text: After Anchorage both sides wait.', 'Text: After Anchorage both sides hold still.', ''],
    [
      'Summary: The leaders met without it.',
      'Summary: The leaders met and parted without it.',
      'It was worded too shortly.',
    ],
  ]);
});
