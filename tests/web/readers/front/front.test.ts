import { describe, expect, test } from 'vitest';
import { startApplication } from '../../../support/application.js';
import { unescaped } from '../../../support/html.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';

/** A part of the page as a person reads it, in one line. */
function wordsOf(html: string, from: string, to: string): string {
  const start = html.indexOf(from);
  const part = html.slice(start, html.indexOf(to, start));
  return unescaped(part.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

test('what is past is counted with the rest: the demands, and what is on record about them', async () => {
  const own = await startApplication();
  const counts = async () => /5 parties · .* records/.exec((await own.visitor().get('/')).text)?.[0];
  expect(await counts()).toBe('5 parties · 11 demands · 34 records');
  const fields = {
    ...{ outcome: 'lapsed', date: '2025-08-15', summary: 'The leaders met without it.', event: '' },
    ...{ 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Summit ends without a deal' },
  };
  const editor = await own.signedIn('editor');
  expect((await editor.post('/negotiations/russia-ukraine/demands/crimea/outcome', fields)).status).toBe(303);
  expect(await counts()).toBe('5 parties · 11 demands, 1 of them past · 34 records');
  await own.stop();
});

test('what moved since the newest event since which something did stands on top, what was first recorded is counted', async () => {
  const own = await startApplication();
  const moves = async () =>
    wordsOf((await own.visitor().get('/')).text, '<section class="front-moves"', '</section>');
  expect(await moves()).toBe(
    'What moved since: Trump and Putin meet in Alaska, 15 August 2025 Nothing has moved since the eve of: Zelensky and European leaders are due in Washington, 18 August 2025. United States on Fighting stops before a peace agreement is negotiated Demands (reported) → Reluctant Reversed; first statement on the record 16 Aug 2025 How it is known: on the record reported account by another party inferred 8 positions first recorded',
  );
  const ids = await idsOf(own);
  const editor = await own.signedIn('editor');
  const change = { 'stances.0.position': 'reluctant', 'stances.0.date': '2025-08-19' };
  expect((await editor.post(`${talks}/updates`, soundUpdate(ids, change))).status).toBe(303);
  expect(await moves()).toContain('Ukraine on Ukraine accepts Russian control of Crimea');
  await own.stop();
});

test('the negotiation with the newest update is shown in full, the others in a line with the way to them', async () => {
  const own = await startApplication();
  const admin = await own.signedIn('admin');
  await admin.post('/negotiations', { name: 'Grain talks', slug: 'grain', description: 'About grain.' });
  const { text } = await own.visitor().get('/');
  expect(wordsOf(text, '<h1', '</h1>')).toBe('Russia–Ukraine ceasefire talks');
  expect(wordsOf(text, '<nav class="other-talks"', '</nav>')).toBe(
    'Grain talks No parties, no demands Where they stand : Grain talks What changed : Grain talks',
  );
  expect(text.indexOf('other-talks')).toBeLessThan(text.indexOf('class="matrix matrix-cells'));
  expect((await admin.post('/negotiations/grain/hide', {})).status).toBe(303);
  expect((await own.visitor().get('/')).text).not.toContain('Grain talks');
  await own.stop();
});

test('the newest briefing stands beside it, with its day; without one, what the talks are about', async () => {
  const own = await startApplication();
  const briefing = async () =>
    wordsOf((await own.visitor().get('/')).text, '<section class="front-briefing"', '</section>');
  expect(await briefing()).toContain('between Russia and Ukraine');
  const admin = await own.signedIn('admin');
  for (const [day, words] of [
    ['2025-08-15', 'The leaders have met.'],
    ['2025-08-14', 'Both sides wait for the summit.'],
  ])
    expect(
      (await admin.post(`${talks}/briefings`, { about: '', day: day ?? '', text: words ?? '' })).status,
    ).toBe(303);
  expect(await briefing()).toBe('Briefing · 15 August 2025 The leaders have met. The whole briefing');
  await own.stop();
});

describe('an empty tracker', () => {
  test('says how to begin, on the front page and at the desk', async () => {
    const empty = await startApplication({ exampleData: false });
    const { status, text } = await empty.visitor().get('/');
    expect(status).toBe(200);
    expect(text).toContain('No negotiation is tracked yet.');
    expect((await (await empty.signedIn('admin')).get('/desk')).text).toContain('New negotiation');
    await empty.stop();
  });

  test('can be had in place of the example data, as the front page says', async () => {
    const example = await startApplication();
    const { text } = await example.visitor().get('/');
    expect(text).toContain('set EXAMPLE_DATA=off and DATABASE_URL');
    await example.stop();
  });
});
