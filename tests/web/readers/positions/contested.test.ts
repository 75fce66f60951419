import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

/** What a page says from the first word of a text on, in one line. */
async function saidOn(path: string, from: string): Promise<string> {
  const { text } = await application.visitor().get(path);
  const plain = text
    .slice(text.indexOf(from))
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<[^>]*>/g, '');
  return plain.replace(/\s+/g, ' ').slice(0, 300);
}

beforeAll(async () => {
  application = await startApplication();
  const editor = await application.signedIn('editor');
  const update = soundUpdate(await idsOf(application), {
    'stances.0.position': 'conditional',
    'stances.0.conditions': 'If it is leased for 99 years',
    'stances.0.attribution': 'unnamed_sources',
  });
  expect((await editor.post(`${talks}/updates`, update)).status).toBe(303);
});

afterAll(() => application.stop());

test('a newer report at 0 stands beside what is on the record, one on the other side contests it', async () => {
  const row = async () => {
    const rows = await csvRows(application, `${talks}/positions.csv`);
    return rows.find((each) => each.party_slug === 'ukraine' && each.demand_slug === 'crimea');
  };
  const cell = `href="${talks}/positions/ukraine/crimea"`;
  expect(await saidOn(`${talks}?details=1`, cell)).toContain('reported: Open, with conditions, 20 Aug 2025');
  expect((await row())?.is_contested).toBe('0');

  const editor = await application.signedIn('editor');
  const update = soundUpdate(await idsOf(application), {
    'stances.0.position': 'accepts',
    'stances.0.attribution': 'unnamed_sources',
    'stances.0.date': '2025-08-21',
  });
  expect((await editor.post(`${talks}/updates`, update)).status).toBe(303);

  expect(await row()).toMatchObject({ position: 'rejects', is_contested: '1' });
  expect(await saidOn(`${talks}?details=1`, cell)).toContain(
    'Contested, reported: Would accept, 21 Aug 2025',
  );
  expect(await saidOn(`${talks}/positions/ukraine/crimea`, 'position-value')).toContain(
    'Contested, reported: Would accept 21 Aug 2025',
  );
  expect(await saidOn(`${talks}/positions/ukraine/crimea`, '<h1')).toMatch(
    /^Ukraine rejects, contested by newer reports: /,
  );
  expect(await saidOn(`${talks}/positions/ukraine/crimea`, '<dt>Freshness')).toMatch(
    /^FreshnessNot reaffirmed for 12 days; newer reports are on the other side/,
  );
  expect(await saidOn(`${talks}/demands/crimea`, '<dt>Gap')).toMatch(
    /^GapNot enough evidence; Ukraine contested: fewer than two/,
  );
  expect(await saidOn(`${talks}/demands/crimea?as_of=2025-08-20`, '<dt>Gap')).toMatch(
    /^GapOpposed: some demand it/,
  );
});

test('pictures over time draw the contested days and say them in words', async () => {
  const said = 'since 21 August 2025 (reported: Would accept, 21 Aug 2025)';
  const pageOf = async (path: string) => (await application.visitor().get(path)).text.replace(/\s+/g, ' ');
  for (const path of ['positions/ukraine/crimea', 'demands/crimea', 'timeline']) {
    const text = await pageOf(`${talks}/${path}`);
    expect(text).toContain(path === 'timeline' ? '<path class="chart-contested"' : 'chart-course-contested');
    expect(text).toContain('<span class="legend-entry cell-contested">Contested</span>');
    expect(text).toMatch(new RegExp(`<li>.*${said.replace(/[()]/g, '.')}</li>`));
  }
  expect(await pageOf(`${talks}/positions/ukraine/crimea`)).toContain(`; contested ${said}"`);
  expect(await pageOf(`${talks}/demands/crimea`)).toContain(`Ukraine is contested ${said}."`);
  expect(await pageOf(`${talks}/timeline`)).toContain('1 position contested, ');
  for (const query of ['as_of=2025-08-20', 'evidence=on_record', 'evidence=all'])
    expect(await pageOf(`${talks}/demands/crimea?${query}`)).not.toContain('chart-course-contested');
});
