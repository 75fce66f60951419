import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actOnRecords } from '../../../support/all-pages.js';
import { type Application, startApplication } from '../../../support/application.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  await actOnRecords(application, await application.signedIn('editor'));
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

/** The cells of the row of a demand, each on a line. */
async function row(demand: string, query = ''): Promise<string[]> {
  const { text } = await get(`${talks}${query}`);
  const start = text.indexOf(`href="${talks}/demands/${demand}`);
  return text.slice(start, text.indexOf('</tr>', start)).match(/<td.*?<\/td>/g) ?? [];
}

test('a cell is one link: tint, sign and edge are classes, its name says party, demand, position and how it is known', async () => {
  const on = (party: string) => `href="${talks}/positions/${party}/cede-territory"`;
  const said = '“Ukraine cedes territory to Russia as part of a deal”';
  expect(await row('cede-territory', '')).toEqual([
    `<td data-column="Russia" class="tone-for-2 by-reported sign-up-2"><a ${on('russia')} aria-label="Russia on ${said}: Demands, reported">Demands</a></td>`,
    `<td data-column="Ukraine" class="tone-against-3 by-record sign-down-3"><a ${on('ukraine')} aria-label="Ukraine on ${said}: Rejects (red line), on the record; our record was corrected">Rejects<i class="cue cue-corrected"></i></a></td>`,
    `<td data-column="United States" class="tone-for-1 by-record sign-up"><a ${on('united-states')} aria-label="United States on ${said}: Favours, on the record">Favours</a></td>`,
    `<td data-column="European Union" class="tone-uncoded sign-dash"><a ${on('european-union')} aria-label="European Union on ${said}: No stated position">None found</a></td>`,
    `<td data-column="United Kingdom" class="tone-uncoded sign-dash"><a ${on('united-kingdom')} aria-label="United Kingdom on ${said}: No stated position">None found</a></td>`,
  ]);
});

test('what is retracted has its mark and its word', async () => {
  const [, ukraine] = await row('cede-donbas');
  expect(ukraine).toMatch(
    /: Retracted; our record was retracted">Retracted<i class="cue cue-retracted"><\/i>/,
  );
});

test('with details a cell has its whole label, how it is known and since when, and links keep them', async () => {
  const { text } = await get(`${talks}?details=1`);
  expect(text).toContain('>Rejects (red line)<i class="cue cue-corrected"></i></a><span class="cell-how">');
  expect(text).toMatch(
    /<a class="control control-link" href="\/negotiations\/russia-ukraine" rel="nofollow">Without details/,
  );
  expect((await get(talks)).text).not.toContain('cell-how');
  expect((await get(talks)).text).toMatch(
    /control-link" href="\/negotiations\/russia-ukraine\?details=1" rel="nofollow">Details</,
  );
  expect(text).toMatch(/class="permalink" href="[^"]*&amp;details=1"/);
});

describe('the sentence above it', () => {
  const sentence = async (query: string) =>
    /<p class="figure-known">(.*?)<\/p>/.exec((await get(`${talks}${query}`)).text)?.[1];

  test('says what rests on unnamed sources only, with the matrix of it, and what is old', async () => {
    expect(await sentence('')).toBe(
      `<a href="${talks}?attribution=unnamed_sources" rel="nofollow">7 of 23 positions rest on unnamed sources only</a>; all were said or reaffirmed within three months.`,
    );
    expect(await sentence('?as_of=2025-12-20&stale=4&party=ukraine')).toBe(
      `None of 5 positions rests on unnamed sources only; <a href="${talks}/evidence?as_of=2025-12-20&amp;cells=stale&amp;stale=4&amp;party=ukraine" rel="nofollow">none was reaffirmed within four months</a>.`,
    );
    expect(await sentence('?as_of=2019-01-01')).toBeUndefined();
  });
});

test('the legend is the scale, each position linked to its meaning, and what edges and marks say', async () => {
  const { text } = await get(`${talks}?since=2025-08-14&evidence=on_record`);
  const bar = /<ul class="scale-bar"[\s\S]*?<\/ul>/.exec(text)?.[0] ?? '';
  const steps = [...bar.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, step]) =>
    step
      ?.replace(/<[^>]*>/g, '')
      .trim()
      .split(/\s{2,}/),
  );
  expect(steps).toEqual([
    ['Rejects (red line)'],
    ['Rejects'],
    ['Reluctant'],
    ['Open', 'Neutral', 'Dropped'],
    ['Favours', 'Accepts'],
    ['Demands', 'Agreed'],
    ['Insists (red line)'],
    ['Mixed', 'None found', 'Not applicable'],
  ]);
  const places = [...bar.matchAll(/<a [^>]*href="([^"#]*)#([^"]*)"/g)];
  expect(new Set(places.map(([, path]) => path))).toEqual(
    new Set([`${talks}/methodology?evidence=on_record`]),
  );
  const methodology = (await get(`${talks}/methodology`)).text;
  for (const [, , id] of places) expect(methodology).toContain(`id="${id}"`);
  const all = (await get(`${talks}?since=2025-08-14`)).text;
  const keys = [...all.matchAll(/<ul class="cue-key[\s\S]*?<\/ul>/g)].map(([key]) => key);
  expect(
    keys
      .join('\n')
      .replace(/<[^>]*>/g, '')
      .trim()
      .split(/\s*\n\s*/),
  ).toEqual([
    'on the record',
    'reported',
    'account by another party',
    'inferred',
    'moved towards rejecting it since 14 Aug 2025',
    'first recorded, or first looked at since 14 Aug 2025',
    'our record was corrected',
    'our record was retracted',
  ]);
});

test('without a day, what moved since the eve of the newest event is marked', async () => {
  const { text } = await get(`${talks}?as_of=2025-08-17`);
  expect(text).toMatch(
    />1 position moved since 14 August 2025, the eve of “Trump and Putin meet in Alaska”<\/a>/,
  );
});

test.each([
  ['details=yes', '“yes” is not a value of details. Write details=1, or leave it out.'],
  ['table=html', '“html” is not a value of table. Write table=1, or leave it out.'],
  ['stale=0', '“0” is not a value of stale. Write a number of months from 1 to 120, such as stale=3.'],
])('%s is refused, on the page and in its tables', async (query, sentence) => {
  for (const path of [talks, `/embed${talks}`]) {
    const { status, text } = await get(`${path}?${query}`);
    expect([status, text.includes(sentence)]).toEqual([400, true]);
  }
  for (const path of [`${talks}.csv`, `${talks}.json`, `${talks}/matrix.csv`, `${talks}/positions.csv`])
    expect([path, (await get(`${path}?${query}`)).status]).toEqual([path, 400]);
});

test('one address gives every format: what only the page shows changes nothing in its tables', async () => {
  const query = 'details=1&stale=6&since=2025-08-14&table=1';
  expect((await get(`/embed${talks}?${query}`)).status).toBe(200);
  for (const path of [`${talks}.csv`, `${talks}.json`, `${talks}/matrix.csv`]) {
    const [plain, asked] = [await get(path), await get(`${path}?${query}`)];
    expect(asked.status).toBe(200);
    expect(asked.text).toBe(plain.text);
  }
});
