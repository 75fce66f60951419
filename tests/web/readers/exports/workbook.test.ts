import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataFileNames } from '../../../../src/outputs/tables/data-files.js';
import { actOnRecords, readersPages } from '../../../support/all-pages.js';
import { type Application, startApplication } from '../../../support/application.js';
import { asCsvFields, workbookAt } from '../../../support/workbook.js';
import { unescaped } from '../../../support/html.js';
import { filesOfZip } from '../../../support/zip.js';

const talks = '/negotiations/russia-ukraine';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  await actOnRecords(application, await application.signedIn('admin'));
});

afterAll(() => application.stop());

const csvOf = async (path: string) =>
  parse((await application.visitor().get(path)).text, { relax_column_count: false }) as string[][];

const withoutTable = /^(about|embedded|sign in|bad request|not found|entry of|record chain, )/;
const pages = Object.entries(readersPages).filter(([name]) => !withoutTable.test(name));

test.each(pages)('the workbook of the page %s has the rows and columns of its CSV', async (_name, page) => {
  const [path, query = ''] = (page === '/' ? '/negotiations' : page).split('?') as [string, string?];
  // The page of the matrix is, as a table, its cells.
  const { response, sheets } = await workbookAt(application, `${path}.xlsx?${query}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(type);
  const csv = await csvOf(`${path}.csv?raw=1&${query}`);
  expect(asCsvFields(sheets[0]?.rows ?? [])).toEqual(csv);
  expect(sheets.map(({ name }) => name)).toEqual([path.split('/').at(-1)?.slice(0, 31), 'about']);
});

test('whole days are days, months are text, numbers are numbers', async () => {
  const { sheets } = await workbookAt(application, `${talks}/events.xlsx`);
  const [header, ...rows] = sheets[0]?.rows ?? [];
  const dates = rows.map((row) => row[header?.indexOf('date') ?? -1]);
  expect(dates).toContain('2021');
  expect(dates).toContainEqual(new Date('2025-08-15T00:00:00Z'));
  expect(rows.map((row) => typeof row[header?.indexOf('event_id') ?? -1])).toEqual(rows.map(() => 'number'));
});

test('what a workbook says of itself', async () => {
  const { response, sheets } = await workbookAt(application, `${talks}/positions.xlsx?as_of=2025-08-14`);
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="russia-ukraine-positions-2025-08-14.xlsx"',
  );
  const about = Object.fromEntries(sheets.find(({ name }) => name === 'about')?.rows as [string, string][]);
  expect(about).toMatchObject({
    negotiation: 'russia-ukraine',
    title: 'Russia–Ukraine ceasefire talks',
    as_of: '2025-08-14',
    evidence: 'default',
    licence: 'CC BY 4.0',
    attribution: 'Negotiation positions',
  });
});

describe('the matrix for people', () => {
  test('has names and labels in words, its rows by topic', async () => {
    const { sheets } = await workbookAt(application, `${talks}/matrix.xlsx?as_of=2025-08-18`);
    const rows = sheets[0]?.rows ?? [];
    const text = rows.map((row) => `${row.join(' | ')}\n`).join('');
    expect(text).toBe(
      readFileSync(new URL('../../../expected/matrix-in-words-2025-08-18.txt', import.meta.url), 'utf8'),
    );
  });
});

test('a cell of the matrix for people says what the table says that is copied from its page', async () => {
  const { text } = await application.visitor().get(`${talks}?table=1`);
  const copied = unescaped(/(&lt;table&gt;.*?)<\/textarea>/s.exec(text)?.[1] ?? '');
  const onPage = [...copied.matchAll(/<tr><th scope="row">(.*)<\/th>(.*)<\/tr>/g)].map(
    ([, demand, cells]) => [
      unescaped(demand as string),
      ...[...(cells as string).matchAll(/<td>(.*?)<\/td>/g)].map(([, words]) => unescaped(words as string)),
    ],
  );
  const { sheets } = await workbookAt(application, `${talks}/matrix.xlsx`);
  const inSheet = (sheets[0]?.rows ?? []).slice(1).map(([, ...cells]) => cells);
  expect(inSheet.length).toBeGreaterThan(10);
  expect(inSheet).toEqual(onPage);
});

test('each position has the tint of the page, and a legend says what words and tints mean', async () => {
  const response = await fetch(`${application.address}${talks}/matrix.xlsx?as_of=2025-08-18`);
  const files = await filesOfZip(Buffer.from(await response.arrayBuffer()));
  const styles = files['xl/styles.xml'] ?? '';
  const fills = [...styles.matchAll(/<fill>(.*?)<\/fill>/g)].map(
    ([, fill = '']) => /rgb="FF(\w{6})"/.exec(fill)?.[1] ?? '',
  );
  const cellFormats = /<cellXfs[^>]*>(.*)<\/cellXfs>/.exec(styles)?.[1] ?? '';
  const formats = [...cellFormats.matchAll(/fillId="(\d+)"/g)].map(([, fill]) => fills[Number(fill)]);
  const tinted = (name: string) =>
    [
      ...(files[name] ?? '').matchAll(
        /<c r="[A-Z]+\d+" s="(\d+)" t="inlineStr"><is><t xml:space="preserve">([^<]*)/g,
      ),
    ]
      .filter(([, format]) => Number(format) > 5)
      .map(([, format, word]) => `${word} ${formats[Number(format)]}`.trim());
  expect(tinted('xl/worksheets/sheet2.xml')).toMatchInlineSnapshot(`
    [
      "Insists (red line) ABA1D4",
      "Demands CBC6E5",
      "Agreed CBC6E5",
      "Favours E3E1F2",
      "Would accept E3E1F2",
      "Open, with conditions DEDFD8",
      "Neutral DEDFD8",
      "No longer asks DEDFD8",
      "Reluctant FDE6C4",
      "Rejects FCCF90",
      "Rejects (red line) F3AF5A",
      "Contradictory signals DEDFD8",
      "No stated position",
      "Not applicable",
      "Not yet assessed",
      "No record by this date",
      "Nothing on the record",
      "Reported and denied",
      "Retracted",
    ]
  `);
  const { sheets } = await workbookAt(application, `${talks}/matrix.xlsx?as_of=2025-08-18`);
  expect(sheets.map(({ name }) => name)).toEqual(['matrix', 'legend', 'about']);
  const key = new Set(tinted('xl/worksheets/sheet2.xml'));
  const cells = tinted('xl/worksheets/sheet1.xml');
  expect(cells).toHaveLength(11 * 5);
  // How it is known stands in brackets behind the label.
  const known = / \((?:reported|account by another party|inferred)\)/;
  expect(cells.filter((cell) => !key.has(cell.replace(known, '')))).toEqual([]);
  expect(cells.filter((cell) => known.test(cell))).not.toEqual([]);
});

describe('the whole record in one workbook', () => {
  test('has a sheet for each table, then the codebook', async () => {
    const { response, sheets } = await workbookAt(application, `${talks}/tables.xlsx?as_of=2025-08-14`);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="russia-ukraine-2025-08-14.xlsx"',
    );
    expect(sheets.map(({ name }) => name)).toEqual([...dataFileNames, 'columns', 'words', 'legend', 'about']);
    for (const name of dataFileNames.filter((each) => each !== 'matrix'))
      expect(asCsvFields(sheets.find((sheet) => sheet.name === name)?.rows ?? [])).toEqual(
        await csvOf(`${talks}/${name}.csv?raw=1&as_of=2025-08-14`),
      );
  });

  test('the same state gives the same bytes, and need not be sent again', async () => {
    const get = (headers: Record<string, string> = {}) =>
      fetch(`${application.address}${talks}/tables.xlsx`, { headers });
    const [first, second] = [await get(), await get()];
    const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer()).toString('hex');
    expect(await bytes(second)).toBe(await bytes(first));
    expect((await get({ 'if-none-match': first.headers.get('etag') as string })).status).toBe(304);
  });
});

test('the page that a table without a page of its own names is there', async () => {
  for (const name of dataFileNames) {
    const { permalink } = JSON.parse((await application.visitor().get(`${talks}/${name}.json`)).text) as {
      permalink: string;
    };
    expect([name, (await fetch(permalink)).status]).toEqual([name, 200]);
  }
});

test('a table that is refused is refused in a sentence', async () => {
  const { status, headers, text } = await application.visitor().get(`${talks}/matrix.xlsx?as_of=someday`);
  expect([status, headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8']);
  expect(text).toContain('“someday” is not a day.');
});
