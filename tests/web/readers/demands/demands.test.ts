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
    expect(text.match(/chart-course/g)).toHaveLength(4);
    const gaps = text.slice(text.indexOf('How the gap went')).replace(/\s+/g, ' ');
    expect(gaps).toMatch(/17 August 2025<\/span> <span><strong>Aligned for<\/strong>/);
  });

  test('is not drawn while nobody has spoken to it', async () => {
    expect((await get(`${talks}/demands/security-guarantees?as_of=2025-08-01`)).text).not.toContain(
      'class="chart"',
    );
  });
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
