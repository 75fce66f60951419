import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { withoutBar } from '../../../support/html.js';
import { csvRows } from '../../../support/csv-rows.js';

const talks = '/negotiations/russia-ukraine';
/** Russia on the Donbas, 15 August 2025: the newer of two reports, both from unnamed sources. */
const [older, newer] = [29, 47];
const cell = `${talks}/positions/russia/cede-donbas`;
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  const editor = await application.signedIn('editor');
  for (const [record, date] of [
    [older, '2025-08-18'],
    [newer, '2025-08-19'],
  ] as const) {
    const { status, text } = await editor.post(`${talks}/records/${record}/deny`, {
      'sources.0.outlet': 'TASS',
      'sources.0.title': 'Press secretary of the President of Russia',
      attribution: 'on_record_official',
      date,
    });
    expect(status, text).toBe(303);
  }
});

afterAll(() => application.stop());

/** What a page says from the first word of a text on, in one line. */
async function saidOn(path: string, from: string): Promise<string> {
  const text = withoutBar((await application.visitor().get(path)).text);
  const plain = text
    .slice(text.indexOf(from))
    .replace(/<form[\s\S]*?<\/form>/g, '')
    .replace(/<[^>]*>/g, ' ');
  return plain.replace(/\s+/g, ' ').slice(0, 400);
}

const both = /reported: Demands, 15 Aug 2025, 1 independent origin (Also )?denied 19 Aug 2025/i;

test.each([
  ['the matrix in detail', `${talks}?details=1`, `href="${cell}"`],
  ['its embedding', `/embed${talks}?details=1`, `href="http`],
  ['the card of its cell', `${cell}/card`, 'Reported and denied'],
  ['the cell', cell, 'cell-beside'],
  ['its embedding in turn', `/embed${cell}`, 'cell-beside'],
  ['the demand', `${talks}/demands/cede-donbas`, `href="${cell}"`],
  ['the party', `${talks}/parties/russia`, `href="${cell}"`],
  ['a comparison', `${talks}/compare/russia/ukraine`, `href="${cell}"`],
])('%s prints the report and the denial, with the number of origins', async (_, path, from) => {
  const { text } = await application.visitor().get(path);
  expect(text).toContain('Reported and denied');
  if (from !== 'href="http') expect(await saidOn(path, from)).toMatch(both);
  else expect(text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toMatch(both);
});

test('positions.csv gives what was reported, with its sources, and when it was denied', async () => {
  const rows = await csvRows(application, `${talks}/positions.csv`);
  const row = rows.find((each) => each.party_slug === 'russia' && each.demand_slug === 'cede-donbas');
  expect(row).toMatchObject({
    position: 'denied',
    attribution: '',
    reported_position: 'demands',
    reported_date: '2025-08-15',
    denied_by: '60',
    denied_date: '2025-08-19',
    origin_count: '1',
  });
  expect(row?.source_outlet).not.toBe('');
});
