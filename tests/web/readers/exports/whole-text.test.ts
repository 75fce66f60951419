import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

/** Expected exports hold the placeholder where the address of the test's own server stands. */
function expected(name: string): string {
  const text = readFileSync(new URL(`../../../expected/${name}`, import.meta.url), 'utf8');
  return text.replaceAll('https://tracker.example', application.address);
}

test.each([
  [`${talks}/matrix.csv?as_of=2025-08-14`, 'matrix-2025-08-14.csv', 'russia-ukraine-matrix-2025-08-14.csv'],
  [`${talks}/matrix.csv`, 'matrix-today.csv', 'russia-ukraine-matrix-2025-08-21.csv'],
  [
    `${talks}/positions.csv?as_of=2025-08-14`,
    'positions-2025-08-14.csv',
    'russia-ukraine-positions-2025-08-14.csv',
  ],
  [
    `${talks}/stand.csv?as_of=2025-08-18&since=2025-08-14`,
    'stand-2025-08-18.csv',
    'russia-ukraine-stand-2025-08-18.csv',
  ],
  [`${talks}/stances.csv`, 'stances-today.csv', 'russia-ukraine-stances-2025-08-21.csv'],
  [
    `${talks}/positions/united-states/ceasefire-first.csv`,
    'united-states-ceasefire-first.csv',
    'russia-ukraine-united-states-ceasefire-first-2025-08-21.csv',
  ],
])('%s is exactly the expected text', async (path, file, name) => {
  const { status, headers, text } = await application.visitor().get(path);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
  expect(text).toBe(expected(file));
});

test('every row of positions.csv has the same fields, 55 cells in all, none blank', async () => {
  const { text } = await application.visitor().get(`${talks}/positions.csv`);
  const rows: Record<string, string>[] = parse(text, { columns: true, record_delimiter: '\r\n' });
  expect(rows).toHaveLength(55);
  expect(rows.filter((row) => row.position === '' || row.position_label === '')).toEqual([]);
  const cell = (party: string, demand: string) =>
    rows.find((row) => row.party_slug === party && row.demand_slug === demand);
  expect(cell('united-states', 'ceasefire-first')).toMatchObject({
    position: 'reluctant',
    position_code: '-1',
    movement: 'reversed',
    attribution: 'on_record_principal',
  });
  expect(cell('russia', 'nato-renunciation')).toMatchObject({
    position: 'demands',
    movement: 'reaffirmed',
    since_day: '2024-06-30',
    last_reaffirmed_day: '2025-08-15',
  });
});

test('stances.csv has one row per stance: 34, whatever became of them', async () => {
  const { text } = await application.visitor().get(`${talks}/stances.csv`);
  const rows: Record<string, string>[] = parse(text, { columns: true });
  expect(rows).toHaveLength(34);
  expect(rows.filter((row) => row.status === 'superseded').length).toBe(7);
});

test('an export before anything was recorded is only a header', async () => {
  const { text } = await application.visitor().get(`${talks}/stances.csv?as_of=2020-01-01`);
  expect(text.split('\r\n')).toHaveLength(2);
  expect(text).toMatch(/^party_slug,party,.*,known_at,note,.*,other_sources,.*\r\n$/);
});

test('bom=1 puts a byte-order mark in front, and changes nothing else', async () => {
  const bytes = async (query: string) =>
    Buffer.from(await (await fetch(`${application.address}${talks}/matrix.csv${query}`)).arrayBuffer());
  const [plain, marked] = [await bytes(''), await bytes('?bom=1')];
  expect([...marked.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(marked.subarray(3).equals(plain)).toBe(true);
  expect((await application.visitor().get(`${talks}/matrix.csv?bom=2`)).status).toBe(400);
});

test('a failure is plain text', async () => {
  const { status, headers, text } = await application.visitor().get(`${talks}/matrix.csv?as_of=someday`);
  expect(status).toBe(400);
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(text).toMatch(/^“someday” is not a day\. Write as_of as a full day, such as 2025-08-14\.\nRequest /);
});
