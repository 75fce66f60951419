import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataFileNames } from '../../../../src/outputs/tables/data-files.js';
import { actOnRecords } from '../../../support/all-pages.js';
import { type Application, startApplication } from '../../../support/application.js';
import { filesOfZip } from '../../../support/zip.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  await actOnRecords(application, await application.signedIn('admin'));
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

interface Field {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly constraints?: { readonly pattern: string };
  readonly description: string;
}

interface DataPackage {
  readonly resources: readonly {
    readonly name: string;
    readonly path: string;
    readonly schema: { readonly fields: readonly Field[]; readonly primaryKey?: readonly string[] };
  }[];
}

const inZip = async (): Promise<Record<string, string>> => {
  const response = await fetch(`${application.address}${talks}/tables.zip`);
  return filesOfZip(Buffer.from(await response.arrayBuffer()));
};

/** As Table Schema 2 has its types. */
function fits({ type, format, constraints }: Field, value: string): boolean {
  if (value === '') return true;
  if (constraints) return new RegExp(`^(?:${constraints.pattern})$`).test(value);
  if (format === 'uri') return URL.canParse(value);
  if (type === 'integer') return /^-?\d+$/.test(value);
  if (type === 'datetime') return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value);
  return type === 'string';
}

describe('datapackage.json', () => {
  test('describes every file of the ZIP: its columns in order, what fits them, and what tells its rows apart', async () => {
    const files = await inZip();
    const { resources } = JSON.parse(files['datapackage.json'] as string) as DataPackage;
    expect(resources.map(({ name, path }) => [name, path])).toEqual(
      [...dataFileNames, 'columns', 'words'].map((name) => [name, `${name}.csv`]),
    );
    for (const { name, path, schema } of resources) {
      const { fields, primaryKey } = schema;
      const [header, ...rows] = parse(files[path] as string) as string[][];
      expect([name, fields.map((field) => field.name)]).toEqual([name, header]);
      for (const row of rows)
        for (const [index, value] of row.entries())
          expect([name, header?.[index], value, fits(fields[index] as Field, value)]).toEqual([
            ...[name, header?.[index], value, true],
          ]);
      const keys = rows.map((row) =>
        (primaryKey ?? header)?.map((column) => row[header?.indexOf(column) ?? -1]),
      );
      if (primaryKey) expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(rows.length);
    }
  });

  test('says of what it is, by whom, and on which terms', async () => {
    const { resources, ...about } = JSON.parse(
      (await get(`${talks}/datapackage.json?as_of=2025-08-14`)).text,
    ) as DataPackage;
    const head = await application.database.read.chainLink.findFirstOrThrow({
      orderBy: { sequence: 'desc' },
    });
    const page = `${application.address}${talks}/data?as_of=2025-08-14&known_at=2025-08-21T09%3A00%3A00.001Z`;
    expect(about).toEqual({
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: 'russia-ukraine',
      title: 'Russia–Ukraine ceasefire talks',
      description: expect.stringContaining(
        'As of 2025-08-14, as known at 2025-08-21T09:00:00.001Z.',
      ) as string,
      homepage: page,
      created: '2025-08-21T09:00:00.001Z',
      chain_entry: head.sequence,
      chain_hash: head.hash,
      licenses: [
        {
          name: 'CC-BY-4.0',
          path: 'https://creativecommons.org/licenses/by/4.0/',
          title: 'Source: Negotiation positions. Licence: CC BY 4.0.',
        },
      ],
      contributors: [{ title: 'Negotiation positions', roles: ['publisher'] }],
    });
    expect(resources.length).toBe(dataFileNames.length + 2);
  });

  test('at its own address names files that are there, at the same clocks', async () => {
    const { status, headers, text } = await get(`${talks}/datapackage.json?as_of=2025-08-14`);
    expect([status, headers.get('content-type')]).toEqual([
      200,
      'application/vnd.datapackage+json; charset=utf-8',
    ]);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    for (const { path, schema } of (JSON.parse(text) as DataPackage).resources) {
      expect(path).toContain('as_of=2025-08-14&known_at=2025-08-21T09%3A00%3A00.001Z');
      const [header] = (await (await fetch(path)).text()).split('\r\n');
      expect(header).toBe(schema.fields.map(({ name }) => name).join(','));
    }
    const again = await application.visitor().send(`${talks}/datapackage.json?as_of=2025-08-14`, {
      headers: { 'if-none-match': headers.get('etag') as string },
    });
    expect(again.status).toBe(304);
  });
});

test('CITATION.cff is exactly the expected text, in the ZIP too', async () => {
  const head = await application.database.read.chainLink.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  const { headers, text } = await get(`${talks}/CITATION.cff`);
  expect(headers.get('content-type')).toBe('application/yaml; charset=utf-8');
  expect(text).toBe(`cff-version: 1.2.0
message: "If you use these data from Negotiation positions, please cite them as below."
type: dataset
title: "Russia–Ukraine ceasefire talks: positions of the parties"
abstract: "${(await application.database.read.negotiation.findFirstOrThrow()).description}"
authors:
  - name: "Negotiation positions"
date-released: "2025-08-21"
url: "${application.address}${talks}/data?as_of=2025-08-21&known_at=2025-08-21T09%3A00%3A00.001Z"
version: "entry ${head.sequence}"
identifiers:
  - type: other
    value: "${head.hash}"
    description: "SHA-256 of entry ${head.sequence} in the record chain"
license: CC-BY-4.0
`);
  expect((await inZip())['CITATION.cff']).toBe(text);
});

describe('counts.csv', () => {
  const rowsOf = async (file: string) =>
    parse((await get(`${talks}/${file}`)).text, { columns: true }) as Record<string, string>[];

  test.each([
    '',
    '?as_of=2025-08-14',
    '?evidence=on_record&closed=1',
    '?party=russia&party=ukraine&topic=territory',
  ])('counts the cells of positions.csv%s: each once', async (query) => {
    const [counts, positions] = [await rowsOf(`counts.csv${query}`), await rowsOf(`positions.csv${query}`)];
    const demands = [...new Set(positions.map(({ demand_slug }) => demand_slug))];
    expect(counts.map(({ demand_slug }) => demand_slug).sort(byName)).toEqual(demands.sort(byName));
    for (const row of counts) {
      const cells = positions.filter(({ demand_slug }) => demand_slug === row.demand_slug);
      expect(row.party_count).toBe(String(cells.length));
      const [from, to] = [Object.keys(row).indexOf('insists'), Object.keys(row).indexOf('retracted')];
      const values = Object.keys(row).slice(from, to + 1);
      for (const value of values)
        expect([row.demand_slug, value, row[value]]).toEqual([
          ...[row.demand_slug, value],
          String(cells.filter(({ position }) => position === value).length),
        ]);
      expect(values.reduce((sum, value) => sum + Number(row[value]), 0)).toBe(cells.length);
    }
  });

  test('a filter by position counts only cells that fit', async () => {
    const rows = await rowsOf('counts.csv?position=demands');
    expect(rows.every(({ party_count, demands }) => party_count === demands)).toBe(true);
    expect(rows.some(({ demands }) => demands !== '0')).toBe(true);
  });
});

function byName(one: string | undefined, other: string | undefined): number {
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
