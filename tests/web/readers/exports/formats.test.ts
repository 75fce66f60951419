import Sqlite from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataFileNames } from '../../../../src/outputs/tables/data-files.js';
import { filesOfZip } from '../../../support/zip.js';
import { actOnRecords, readersPages } from '../../../support/all-pages.js';
import { type Application, startApplication } from '../../../support/application.js';
import type { Answer } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  await actOnRecords(application, await application.signedIn('admin'));
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

/** Where an answer says that the same rows are in another format. */
function alternates({ headers }: Answer): Record<string, string> {
  const links = (headers.get('link') ?? '').matchAll(/<([^>]+)>; rel="alternate"; type="([^"]+)"/g);
  return Object.fromEntries([...links].map(([, url, type]) => [type, url]));
}

interface JsonTable {
  readonly rows: readonly Record<string, string | number | null>[];
}

const withoutTable = /^(about|embedded|sign in|bad request|not found|entry of)/;
const pages = Object.entries(readersPages).filter(([name]) => !withoutTable.test(name));

describe.each(pages)('the page %s', (_name, path) => {
  test('names its table in both formats, which hold the same rows', async () => {
    const page = await get(path);
    const { 'text/csv': csvUrl = '', 'application/json': jsonUrl = '' } = alternates(page);
    const own = path === '/' ? '/negotiations' : path.split('?')[0];
    expect([csvUrl, jsonUrl].map((url) => url.split('?')[0])).toEqual([`${own}.csv`, `${own}.json`]);
    expect(page.text).toContain(`href="${csvUrl.replaceAll('&', '&amp;')}"`);

    const [csv, json] = [await get(`${csvUrl}${csvUrl.includes('?') ? '&' : '?'}raw=1`), await get(jsonUrl)];
    expect([csv.status, json.status]).toEqual([200, 200]);
    const { rows } = JSON.parse(json.text) as JsonTable;
    const inCsv = parse(csv.text, { columns: true }) as Record<string, string>[];
    const asText = rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')])),
    );
    expect(asText).toEqual(inCsv);
    expect(alternates(json)['text/csv']).toBe(csvUrl);
  });
});

test.each([
  `${talks}/corrections?kind=denial&party=russia`,
  `${talks}/changes?from=2025-08-14&to=2025-08-18&party=russia&movement=new`,
  `${talks}/timeline?from=2025-08-14&to=2025-08-18&topic=territory`,
  `${talks}/search?q=territory&order=best`,
  `${talks}?party=russia&q=donbas&evidence=on_record`,
])('the table of %s is asked for what the page was asked for', async (path) => {
  const { 'text/csv': csv = '', 'application/json': json = '' } = alternates(await get(path));
  const query = (url: string) => {
    const { searchParams } = new URL(url, application.address);
    searchParams.sort();
    return searchParams.toString();
  };
  expect([query(csv), query(json)]).toEqual([query(path), query(path)]);
});

test('what JSON says before its rows', async () => {
  const { text, headers } = await get(`${talks}/positions/russia/crimea.json?as_of=2025-08-14`);
  const { rows, ...facts } = JSON.parse(text) as JsonTable;
  const head = await application.database.read.chainLink.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  expect(facts).toEqual({
    negotiation: 'russia-ukraine',
    title: 'Russia–Ukraine ceasefire talks',
    as_of: '2025-08-14',
    known_at: '2025-08-21T09:00:00.001Z',
    evidence: 'default',
    permalink: `${application.address}${talks}/positions/russia/crimea?as_of=2025-08-14&known_at=2025-08-21T09%3A00%3A00.001Z`,
    chain_entry: String(head.sequence),
    chain_hash: head.hash,
    licence: 'CC BY 4.0',
    licence_url: 'https://creativecommons.org/licenses/by/4.0/',
    attribution: 'Negotiation positions',
    publisher: 'Negotiation positions',
    site_name: 'Negotiation positions',
    contact: null,
    imprint_url: null,
  });
  expect(rows[0]).toMatchObject({ party_slug: 'russia', demand_slug: 'crimea', position: 'demands' });
  expect(typeof rows[0]?.sequence).toBe('number');
  expect(rows[0]?.quote).toBeNull();
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
});

test('a table without rows is a table all the same', async () => {
  const query = '?from=2020-01-01&to=2020-01-02';
  expect((JSON.parse((await get(`${talks}/changes.json${query}`)).text) as JsonTable).rows).toEqual([]);
  expect((await get(`${talks}/changes.csv${query}`)).text.split('\r\n')).toHaveLength(2);
});

test.each([
  `${talks}/positions.csv`,
  `${talks}/positions.json`,
  `${talks}/positions.csv-metadata.json`,
  `${talks}.atom`,
  `${talks}/tables.zip`,
  `${talks}/positions.xlsx`,
  `${talks}/tables.xlsx`,
])('the page of another site may read %s, without credentials', async (path) => {
  const { headers } = await application.visitor().send(path, { headers: { origin: 'https://example.org' } });
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.has('access-control-allow-credentials')).toBe(false);
});

test('the scripts of other sites may not read pages for people', async () => {
  expect((await get(talks)).headers.has('access-control-allow-origin')).toBe(false);
});

test('a parameter that a table does not know is refused in either format', async () => {
  for (const ending of ['csv', 'json', 'xlsx']) {
    const { status, text } = await get(`${talks}/parties/russia.${ending}?colour=red`);
    expect(status).toBe(400);
    expect(text).toContain('colour');
  }
  expect((await get(`${talks}/parties/atlantis.json`)).status).toBe(404);
  expect((await get(`${talks}/updates/999.json`)).status).toBe(404);
  expect((await get(`${talks}/compare/russia/russia.json`)).status).toBe(400);
});

test('pages carry the licence and how the source is to be named', async () => {
  const { text } = await get(talks);
  expect(text).toContain('Source: Negotiation positions.');
  expect(text).toContain(
    '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license noopener">CC BY 4.0</a>',
  );
});

test('a page that is kept for the next reader has the same links', async () => {
  const [first, second] = [await get(`${talks}/sources`), await get(`${talks}/sources`)];
  expect(second.headers.get('link')).toBe(first.headers.get('link'));
  expect(second.headers.get('link')).toContain('sources.json');
});

describe('all tables in one file', () => {
  /** The files of a ZIP, by name. */
  const unzipped = async (path: string): Promise<Record<string, string>> => {
    const response = await fetch(`${application.address}${path}`);
    expect(response.headers.get('content-type')).toBe('application/zip');
    return filesOfZip(Buffer.from(await response.arrayBuffer()));
  };

  test('each file is what it is at its own path, with its metadata, the codebook and the licence', async () => {
    const files = await unzipped(`${talks}/tables.zip?as_of=2025-08-14`);
    const names = [...dataFileNames, 'columns', 'words'].flatMap((name) => [
      `${name}.csv`,
      `${name}.csv-metadata.json`,
    ]);
    expect(Object.keys(files).sort()).toEqual(
      [...names, 'CITATION.cff', 'README.txt', 'datapackage.json'].sort(),
    );
    for (const name of dataFileNames) {
      expect(files[`${name}.csv`]).toBe((await get(`${talks}/${name}.csv?as_of=2025-08-14`)).text);
      const metadata = JSON.parse(files[`${name}.csv-metadata.json`] ?? '') as Record<string, unknown>;
      expect(metadata).toMatchObject({
        url: `${name}.csv`,
        dialect: { header: true, encoding: 'utf-8', delimiter: ',', lineTerminators: ['\r\n'] },
        'dc:rights': 'Source: Negotiation positions. Licence: CC BY 4.0.',
        'dc:license': { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
      });
    }
    for (const name of ['columns', 'words'])
      expect(JSON.parse(files[`${name}.csv-metadata.json`] ?? '')).toMatchObject({ url: `${name}.csv` });
    expect(files['README.txt']).toContain('As of 2025-08-14');
    expect(files['README.txt']).toContain('Source: Negotiation positions. Licence: CC BY 4.0.');
    expect(files['words.csv']).toContain('position,rejects_red_line,');
    expect(files['columns.csv']).toContain('stances.csv,correction_of,number,');
  });

  test('the same state gives the same bytes', async () => {
    const bytes = async () =>
      Buffer.from(await (await fetch(`${application.address}${talks}/tables.zip`)).arrayBuffer()).toString(
        'hex',
      );
    expect(await bytes()).toBe(await bytes());
  });
});

test('a file that fails on the way is broken off and logged, and the server goes on', async () => {
  const broken = await startApplication();
  const sqlite = new Sqlite(broken.file);
  sqlite.exec('ALTER TABLE citations RENAME TO elsewhere');
  sqlite.close();
  for (const path of ['stances.csv', 'stances.json', 'stances.xlsx', 'tables.zip', 'tables.xlsx']) {
    const response = await fetch(`${broken.address}${talks}/${path}`).catch(() => null);
    const isWhole = response?.status === 200 && (await response.arrayBuffer().then(Boolean, () => false));
    expect({ path, isWhole }).toEqual({ path, isWhole: false });
  }
  expect(broken.log.filter((line) => line.includes('request failed'))).toHaveLength(5);
  expect((await broken.visitor().get('/sign-in')).status).toBe(200);
  await broken.stop();
});
