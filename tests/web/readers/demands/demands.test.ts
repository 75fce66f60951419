import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { cellsOf, csvRows } from '../../../support/csv-rows.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

describe('a demand over time', () => {
  test('is drawn for each party, with the gap between them', async () => {
    const { text } = await get(`${talks}/demands/security-guarantees`);
    const wide =
      /<svg class="chart chart-wide"[\s\S]*?<\/svg>\s*<svg class="chart chart-narrow/.exec(text)?.[0] ?? '';
    expect(wide.match(/<g class="chart-course/g)).toHaveLength(4);
    const gaps = text.slice(text.indexOf('How the gap went')).replace(/\s+/g, ' ');
    expect(gaps).toMatch(
      /17 August 2025<\/span> <span><strong>Aligned for<\/strong>: all of them are for it \(rests on reports\)/,
    );
    expect(gaps).toMatch(/<strong>Not enough evidence; [^<]* not on record<\/strong>/);
  });

  test('is not drawn while nobody has spoken to it', async () => {
    expect((await get(`${talks}/demands/security-guarantees?as_of=2025-08-01`)).text).not.toContain(
      'chart-course',
    );
  });
});

test('a demand that is past is drawn up to its day, and so are the positions on it', async () => {
  const own = await startApplication();
  const text = async (path: string) => (await own.visitor().get(`${talks}/${path}`)).text;
  const paths = ['demands/ceasefire-first', 'positions/united-states/ceasefire-first'];
  own.time.now = new Date('2025-10-20T12:00:00Z');
  for (const path of paths) expect(await text(path)).toContain('Drawn up to 20 October 2025.');
  const fields = {
    ...{ outcome: 'lapsed', date: '2025-08-18', summary: 'The leaders met without it.', event: '' },
    ...{ 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Summit ends without a deal' },
  };
  const editor = await own.signedIn('editor');
  expect((await editor.post(`${talks}/demands/ceasefire-first/outcome`, fields)).status).toBe(303);
  for (const path of paths) expect(await text(path)).toContain('Drawn up to 18 August 2025.');
  await own.stop();
});

test('who raised a demand is printed as fact only from the day on which it is on the record', async () => {
  const raised = async (query: string) => {
    const text = (await get(`${talks}/demands/security-guarantees${query}`)).text.replace(/\s+/g, ' ');
    const rows = await csvRows(application, `${talks}/demands.csv${query}`);
    const row = rows.find(({ demand_slug: slug }) => slug === 'security-guarantees');
    return [/<dt>([^<]*[Rr]aised by)<\/dt><dd><a [^>]*>Ukraine/.exec(text)?.[1], row?.said_to_be_raised_by];
  };
  expect(await raised('?as_of=2025-08-16')).toEqual(['Said to be raised by', 'ukraine']);
  expect(await raised('')).toEqual(['Raised by', '']);
});

test('demands say who raised them, what has become of them, and how far apart the parties stand', async () => {
  const demands = await csvRows(application, `${talks}/demands.csv`);
  const guarantees = demands.find(({ demand_slug: slug }) => slug === 'security-guarantees');
  expect(cellsOf(guarantees, 'raised_by', 'state', 'gap', 'gap_rests_on_reports')).toEqual([
    'ukraine',
    'open',
    'aligned_for',
    '1',
  ]);
  const eve = await csvRows(application, `${talks}/demands.csv?as_of=2025-08-14`);
  expect(
    cellsOf(
      eve.find(({ demand_slug: slug }) => slug === 'security-guarantees'),
      'gap',
      'as_of',
    ),
  ).toEqual(['not_enough_evidence', '2025-08-14']);
});
