import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { fillWithThousands } from '../support/thousands.js';
import type { Visitor } from '../support/visitor.js';
import { filesOfZip } from '../support/zip.js';

/** More of each than a statement of any database takes as parameters; 4,096 cells. */
const [many, side] = [3_000, 64];
const talks = '/negotiations/many';
let application: Application;
let manyActs: number;
let admin: Visitor;

beforeAll(async () => {
  application = await startApplication({ exampleData: false });
  manyActs = await fillWithThousands(application.database, { many, side });
  admin = await application.signedIn('admin');
}, 600_000);

afterAll(() => application.stop());

/** What stands for each parameter of a path. */
function filled(path: string): string {
  const values: Readonly<Record<string, string>> = {
    negotiation: 'many',
    party: 'party-1',
    demand: 'demand-1',
    one: 'party-1',
    other: 'party-2',
    update: '1',
    record: String(manyActs),
    proposal: '1',
    sequence: String(manyActs),
    file: 'positions',
  };
  const keys: Readonly<Record<string, string>> = {
    topics: 'topic-1',
    parties: 'party-1',
    demands: 'demand-1',
  };
  return path
    .replace(/\/([a-z]+)\/:key/, (_, noun: string) => `/${noun}/${keys[noun] ?? '1'}`)
    .replace(/:([a-z]+)/g, (_, name: string) => values[name] ?? `:${name}`);
}

/** Addresses with nothing to show: no token is known, nothing was uploaded. */
const elsewhere = ['/c/', '/set-up/:token', '/invitations/:token', `${talks}/imports/:import`];

test('every address answers whole, however long, to a reader and to an admin', async () => {
  const addresses = application.routes
    .filter((route) => route.startsWith('GET '))
    .map((route) => filled(route.slice(4)));
  const walked = addresses.filter((path) => !elsewhere.some((place) => path.startsWith(place)));
  const broken: string[] = [];
  for (const path of [
    ...walked,
    `${talks}/search?q=withdrawal`,
    `${talks}/timeline?from=2020-01-01&to=2025-08-20`,
  ]) {
    for (const who of [application.visitor(), admin]) {
      const { status, text } = await who.get(path);
      // A picture of so much is there as SVG; as PNG it says so.
      const isTooLarge = status === 400 && path.endsWith('.png') && text.includes('too much for a PNG');
      if (!isTooLarge && ![200, 303, 404, 409].includes(status)) broken.push(`${status} ${path}`);
    }
  }
  expect(broken).toEqual([]);
});

test('thousands of positions are counted in words that can be read', async () => {
  const { text } = await application.visitor().get(talks);
  expect(/[\d,]+ of the [\d,]+ cells shown hold a position/.exec(text)?.[0]).toBe(
    '4,096 of the 4,096 cells shown hold a position',
  );
});

test('a matrix is kept for other readers, however long its table to copy is', async () => {
  const asked = { headers: { 'accept-encoding': 'br' } };
  const path = `${talks}?table=1`;
  const first = await fetch(`${application.address}${path}`, asked);
  const table = /<textarea id="plain-table"[^>]*>([^<]*)</.exec(await first.text())?.[1] ?? '';
  expect(table.replaceAll('&lt;', '<').replaceAll('&gt;', '>').length).toBeGreaterThan(65_536);
  const etag = first.headers.get('etag') ?? '';
  const again = await fetch(`${application.address}${path}`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
});

describe('a table has all its rows', () => {
  test.each([
    ['positions.csv', side * side],
    ['stances.csv', many + side * side - 1 + many / 3],
    ['matrix.csv', side],
    ['positions/party-1/demand-1.csv', many + many / 3 + many / 3],
    ['positions/party-1/demand-2.csv', 1 + many],
    ['updates/1.csv', many],
    // What only retracted records cite is cited no longer.
    ['sources.csv', 2 * many - many / 3],
    ['speakers.csv', many],
    ['events.csv', many],
    ['search.csv?q=withdrawal', many + side * side - 1 + many / 3],
    ['parties/party-1.csv', side],
  ])('%s', async (path, rows) => {
    const csv = await application.visitor().get(`${talks}/${path}`);
    expect(csv.status).toBe(200);
    expect(parse(csv.text, { columns: true })).toHaveLength(rows);
    const json = await application.visitor().get(`${talks}/${path.replace('.csv', '.json')}`);
    expect((JSON.parse(json.text) as { rows: unknown[] }).rows).toHaveLength(rows);
  });

  test('the ZIP holds every table whole', async () => {
    const response = await fetch(`${application.address}${talks}/tables.zip`);
    const files = await filesOfZip(Buffer.from(await response.arrayBuffer()));
    const rows = (name: string) => (parse(files[name] as string, { columns: true }) as unknown[]).length;
    expect(rows('positions.csv')).toBe(side * side);
    expect(rows('stances.csv')).toBe(many + side * side - 1 + many / 3);
    expect(rows('sources.csv')).toBe(2 * many - many / 3);
  });

  test('the audit', async () => {
    const { text } = await admin.get('/audit.csv');
    expect((parse(text, { columns: true }) as unknown[]).length).toBeGreaterThanOrEqual(6 * many);
  });
});
