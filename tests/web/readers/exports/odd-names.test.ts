import Sqlite from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanName, cleanText } from '../../../../src/domain/text.js';
import { type Application, startApplication } from '../../../support/application.js';
import { openTables } from '../../../support/downloaded-tables.js';
import { unescaped } from '../../../support/html.js';
import { workbookAt } from '../../../support/workbook.js';

const talks = '/negotiations/russia-ukraine';
const odd = [
  '"unclosed',
  '=cmd|"/c calc"!A1',
  '＝1−5',
  'a\r\nb\nc',
  'tab\there, ; |',
  'שלום عالم',
  '\u202eобратно',
  '👩‍👩‍👧‍👦 e\u0301',
  '_x000D_ _x005F_',
  '<b>&amp;</b> ]]>',
  '0012',
  '  ends with space ',
  '\ufdd0non\uffff\x0bcharacters\x1f',
  '\u2028\u2029',
  '\\n \\" %s $1 $&',
  `"${'Ж'.repeat(5_000)}"`,
  '- item: a # b',
];
const name = '"Talks": \\ \'x\' מ {#} & _x000D_ \u202e\x0b\ufdd0';
const description = `a: b\n- c\r\n\t"d" # e \\ % \x1f\uffff ${'Ж'.repeat(3_000)}`;
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  nameOddly(application.file);
});
afterAll(() => application.stop());

/** Past every rule, as an old version or another program may have stored them. */
function nameOddly(file: string): void {
  const database = new Sqlite(file);
  const triggers = database
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    .all();
  for (const trigger of triggers) database.exec(`DROP TRIGGER ${trigger.name}`);
  const columns = { demands: 'proposition', parties: 'name', topics: 'name' };
  for (const [offset, [table, column]] of Object.entries(columns).entries()) {
    const ids = database.prepare<[], { id: number }>(`SELECT id FROM ${table} ORDER BY id`).all();
    for (const [index, { id }] of ids.entries())
      database
        .prepare(`UPDATE ${table} SET ${column} = ? WHERE id = ?`)
        .run(odd[(index + offset * 5) % odd.length], id);
  }
  database.prepare('UPDATE negotiations SET name = ?, description = ?').run(name, description);
  for (const { sql } of triggers) database.exec(sql);
  database.close();
}

const textAt = async (path: string) => (await application.visitor().get(`${talks}${path}`)).text;
type Rows = Record<string, string | number | null>[];
const rowsAt = async (path: string) => (JSON.parse(await textAt(path)) as { rows: Rows }).rows;

test('names of every shape are in the JSON of a table as they were stored, without what may not be printed', async () => {
  const [demands, parties] = [await rowsAt('/demands.json'), await rowsAt('/parties.json')];
  expect(demands.length).toBeGreaterThan(9);
  const stored = new Set(odd.map(cleanText));
  expect(demands.filter(({ demand }) => !stored.has(String(demand)))).toEqual([]);
  expect(parties.filter(({ party }) => !stored.has(String(party)))).toEqual([]);
});

test('the counts say the same as JSON, CSV, in a workbook and in the database', async () => {
  const rows = (await rowsAt('/counts.json')).map((row) =>
    Object.values(row).map((value) => String(value ?? '')),
  );
  const [header = [], ...csv] = parse(await textAt('/counts.csv?raw=1')) as string[][];
  expect(csv).toEqual(rows);
  const { sheets } = await workbookAt(application, `${talks}/counts.xlsx`);
  const inSheet = (sheets[0]?.rows.slice(1) ?? []).map((row) =>
    row.map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? ''))),
  );
  expect(inSheet).toEqual(rows);
  const response = await fetch(`${application.address}${talks}/data.db`);
  const tables = openTables(Buffer.from(await response.arrayBuffer()));
  const key = header.indexOf('demand_slug');
  const bySlug = (one: string[], other: string[]) => ((one[key] ?? '') < (other[key] ?? '') ? -1 : 1);
  const inDatabase = (
    tables.prepare('SELECT * FROM counts').all() as Record<string, string | number | null>[]
  ).map((row) => header.map((column) => String(row[column] ?? '')));
  expect(inDatabase.sort(bySlug)).toEqual([...rows].sort(bySlug));
});

test('the matrix for people names parties, topics and demands so too', async () => {
  const [rows, parties] = [await rowsAt('/matrix.json'), await rowsAt('/parties.json')];
  const { sheets } = await workbookAt(application, `${talks}/matrix.xlsx`);
  const [header = [], ...inSheet] = sheets[0]?.rows ?? [];
  expect(header).toEqual(['Topic', 'Demand', ...parties.map(({ party }) => party)]);
  expect(inSheet.map(([topic, demand]) => [topic, demand])).toEqual(
    rows.map(({ topic, demand }) => [topic, demand]),
  );
});

test('descriptions for programs have the name whole, on one line where a line ends a value', async () => {
  const { title, description: about } = JSON.parse(await textAt('/datapackage.json')) as Record<
    string,
    string
  >;
  expect(title).toBe(cleanText(name));
  expect(about?.startsWith(`${cleanText(description)}\n\nAs of `)).toBe(true);
  const citation = (await textAt('/CITATION.cff')).split('\n');
  const valueAt = (key: string) =>
    JSON.parse(citation.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2) ?? '""') as string;
  expect(valueAt('title')).toBe(`${cleanName(name)}: positions of the parties`);
  expect(valueAt('abstract')).toBe(cleanText(description));
  // Every line begins with a key of the format, or stands within a list.
  expect(citation.filter((line) => line !== '' && !/^( {2}- | {4}|[a-z-]+:)/.test(line))).toEqual([]);
});

test('a page is cited by its name, as CSL-JSON that parses and as BibTeX whose braces close', async () => {
  const page = await textAt('');
  // As a browser reads it: what people wrote is isolated by elements.
  const copied = (label: string) => {
    const html = new RegExp(`aria-label="${label}">([\\s\\S]*?)</pre>`).exec(page)?.[1] ?? '';
    return unescaped(html.replace(/<[^>]*>/g, ''));
  };
  const [item] = JSON.parse(copied('CSL-JSON')) as { title: string }[];
  const words = cleanName(name);
  expect(item?.title).toContain(words);
  const bibtex = copied('BibTeX');
  expect(bibtex.split('{').length).toBe(bibtex.split('}').length);
  const title = /title = \{\{(.*)\}\},/.exec(bibtex)?.[1] ?? '';
  expect(title).toContain(words.replace(/[\\{}]/g, '').replace(/[#&_]/g, (sign) => `\\${sign}`));
});
