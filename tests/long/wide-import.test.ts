import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cleanText } from '../../src/domain/text.js';
import { signedIn } from '../support/application.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { uploadImport } from '../support/large-import.js';
import { ServerProcess } from '../support/server-process.js';
import type { Visitor } from '../support/visitor.js';
import { createNegotiationFile, type WideFile } from '../support/wide-file.js';

let fresh: TestDatabase;
let server: ServerProcess;
let admin: Visitor;

beforeEach(async () => {
  fresh = await createTestDatabase();
  server = await ServerProcess.start(dirname(fresh.file), { DATABASE_URL: fresh.url });
  admin = await signedIn(fresh, server.address, 'admin', new Date());
});

afterEach(async () => {
  await server.stop();
  await fresh.remove();
});

/** Reads CSV with Python: the rows without the header, each with the names of its columns. */
const readByPython = `
import csv, io, json, sys, zipfile
def table(text):
    rows = list(csv.reader(io.StringIO(text, newline='')))
    assert len({len(row) for row in rows}) == 1, 'a row has other fields than the first'
    return [dict(zip(rows[0], row)) for row in rows[1:]]
path = sys.argv[1]
if path.endswith('.zip'):
    with zipfile.ZipFile(path) as whole:
        assert whole.testzip() is None
        names = [name for name in whole.namelist() if name.endswith('.csv')]
        print(json.dumps({name: len(table(whole.read(name).decode('utf-8'))) for name in names}))
else:
    with open(path, encoding='utf-8-sig', newline='') as file:
        print(json.dumps(table(file.read())))
`;

async function read(path: string): Promise<unknown> {
  const response = await fetch(`${server.address}${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  const file = join(dirname(fresh.file), `export${path.endsWith('.zip') ? '.zip' : '.csv'}`);
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  const limits = { encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 } as const;
  return JSON.parse(execFileSync('python3', ['-c', readByPython, file], limits));
}

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const begun = performance.now();
  const result = await work();
  console.log(`${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}

async function done(path: string): Promise<string> {
  for (;;) {
    const { headers, text } = await admin.get(path);
    if (!headers.has('refresh')) return text;
    await wait(200);
  }
}

type Row = Record<string, string>;

const unguarded = (text: string) => (/^''*[=+\-@\t\n＝＋－＠\u2212]/.test(text) ? text.slice(1) : text);
const words = (row: Row) =>
  [
    'party',
    'demand',
    'topic',
    'position',
    'attribution',
    'effective_date',
    'summary',
    'quote',
    'note',
    'locator',
  ]
    .map((name) => cleanText(row[name] ?? '').trim())
    .join('\u0000');

async function bringIn(size: WideFile): Promise<void> {
  const { parties, demands } = size;
  const count = parties * demands;
  const counted = count.toLocaleString('en-GB');
  const file = createNegotiationFile(size);
  const talks = '/negotiations/wide';
  await admin.post('/negotiations', { name: 'Wide', slug: 'wide', description: '' });
  const path = await timed(`${counted} rows, upload`, () => uploadImport(admin, talks, file));
  const first = await timed('first dry run, everything unknown', () => admin.get(path));
  expect(first.text).toContain(`${counted} rows: 0 fine, 0 left out, ${counted} wrong.`);
  const made = await timed('create all', () => admin.post(path, { do: 'create' }));
  expect(made.status).toBe(303);
  const { text } = await timed('dry run', () => admin.get(path));
  expect(text).toContain(`${counted} rows: ${counted} fine, 0 left out, 0 wrong.`);
  expect(text).toContain(`In ${counted} cells: ${counted} first recorded.`);
  expect(text.length).toBeLessThan(1_000_000);
  const page = await timed('publication', async () => {
    expect((await admin.post(path, { do: 'publish', headline: 'From a converter' })).status).toBe(303);
    return done(path);
  });
  expect(page).toContain('It is published.');

  const given = parse(file, { columns: true, bom: true, delimiter: ';' }) as Row[];
  await timed('exports, read by Python', async () => {
    const stances = (await read(`${talks}/stances.csv?bom=1`)) as Row[];
    const told = stances.map((row) =>
      words(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, unguarded(value)]))),
    );
    expect(told).toEqual(given.map(words));
    for (const name of ['positions', 'demands', 'parties', 'matrix', 'sources', 'updates', 'changes']) {
      const rows = (await read(`${talks}/${name}.csv`)) as Row[];
      const expected = { positions: count, demands, parties, matrix: demands, sources: 30, updates: 1 };
      if (name in expected)
        expect([name, rows.length]).toEqual([name, expected[name as keyof typeof expected]]);
    }
    expect(await read(`${talks}/tables.zip`)).toMatchObject({
      'stances.csv': count,
      'positions.csv': count,
      'demands.csv': demands,
      'parties.csv': parties,
    });
  });
  for (const shown of ['', '/changes', '/sources', '/updates/1'])
    expect([shown, (await admin.get(`${talks}${shown}`)).status]).toEqual([shown, 200]);

  const again = await uploadImport(admin, talks, file);
  const repeated = await timed('the same file once more, dry run', () => admin.get(again));
  expect(repeated.text).toContain(`${counted} rows: 0 fine, ${counted} left out, 0 wrong.`);
  const undo = `${talks}/updates/1/retract`;
  await timed('undo', async () => {
    expect((await admin.post(undo, { reason: 'The converter was wrong.' })).status).toBe(303);
  });
  expect((await admin.get(path)).text).toContain('It was undone on ');
  const retracted = (await read(`${talks}/stances.csv`)) as Row[];
  expect(retracted.filter(({ status }) => status === 'retracted')).toHaveLength(count);
  await timed('restored', async () => {
    const reason = { reason: 'The converter was right after all.' };
    expect((await admin.post(`${talks}/updates/1/restore`, reason)).status).toBe(303);
  });
  const restored = (await read(`${talks}/stances.csv`)) as Row[];
  expect(restored.filter(({ status }) => status === 'standing')).toHaveLength(count);
}

test('a converter’s file of 32 parties on 38 demands in German is imported and exported whole', () =>
  bringIn({ parties: 32, demands: 38, scripts: ['German'] }));

test('so is one of 60 parties on 60 demands in five scripts, without slugs', () =>
  bringIn({
    ...{ parties: 60, demands: 60, isNamed: true },
    scripts: ['Cyrillic', 'Arabic', 'Hebrew', 'Chinese', 'Thai'],
  }));
