import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataFileNames } from '../../../../src/outputs/tables/data-files.js';
import { type Application, startApplication } from '../../../support/application.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

const files = 'matrix positions stances changes updates corrections sources demands parties speakers events';

test.each(files.split(' '))('every column of %s.csv is explained, in its order', async (name) => {
  const { text } = await get(`${talks}/data`);
  const table =
    new RegExp(`The columns of ${name}\\.csv</caption>([\\s\\S]*?)</table>`).exec(text)?.[1] ?? '';
  const explained = [...table.matchAll(/<th scope="row"><code>([^<]*)</g)].map(([, column]) => column);
  const [header] = (await get(`${talks}/${name}.csv`)).text.split('\r\n');
  expect(explained.join(',')).toBe(header);
});

test.each(files.split(' '))(
  '%s.csv is described for programs, column by column, and says where',
  async (name) => {
    const query = name === 'changes' ? '?from=2025-08-14&to=2025-08-18' : '?as_of=2025-08-14';
    const csv = await get(`${talks}/${name}.csv${query}`);
    expect(csv.headers.get('link')).toBe(
      [
        `<${talks}/${name}.csv-metadata.json${query}>; rel="describedby"; type="application/csvm+json"`,
        `<${talks}/${name}.json${query}>; rel="alternate"; type="application/json"`,
        `<${talks}/${name}.xlsx${query}>; rel="alternate"; type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"`,
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
      ].join(', '),
    );
    const { status, text, headers } = await get(`${talks}/${name}.csv-metadata.json${query}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/csvm\+json/);
    const metadata = JSON.parse(text) as {
      url: string;
      tableSchema: { columns: { name: string; titles: string }[] };
    };
    expect(metadata.url).toBe(`${name}.csv${query}`);
    const { columns } = metadata.tableSchema;
    expect(columns.map(({ titles }) => titles).join(',')).toBe(csv.text.split('\r\n')[0]);
    for (const column of columns) expect(column.name).toMatch(/^[a-z_0-9]+$/);
  },
);

const query = '?bom=1';
test.each([
  ...[talks, `${talks}/stand`, `${talks}/alignment`, `${talks}/conditions`, `${talks}/questions`],
  ...[`${talks}/briefings`, `${talks}/reservations`, `${talks}/compliance`, `${talks}/evidence`],
  ...[`${talks}/shares`, `${talks}/counts`, `${talks}/positions/united-states/ceasefire-first`],
  ...[`${talks}/parties/russia`, `${talks}/demands/crimea`, `${talks}/compare/russia/ukraine`],
  ...[`${talks}/timeline`, `${talks}/updates/1`, `${talks}/search`, `${talks}/data`],
  ...[`${talks}/methodology`, '/negotiations', '/record-chain', '/audit', `${talks}/recent-changes`],
])('the table at %s says where it is described, and is so column by column', async (path) => {
  const reader = await application.signedIn('admin');
  const csv = await reader.get(`${path}.csv${query}`);
  const described = /<([^>]*)>; rel="describedby"; type="application\/csvm\+json"/.exec(
    csv.headers.get('link') ?? '',
  )?.[1];
  expect(described).toBe(`${path}.csv-metadata.json${query}`);
  const { text, headers } = await reader.get(described as string);
  expect(headers.get('content-type')).toMatch(/^application\/csvm\+json/);
  const metadata = JSON.parse(text) as Record<string, unknown> & {
    tableSchema: { columns: { titles: string }[] };
  };
  expect(new URL(metadata.url as string, `${application.address}${described}`).pathname).toBe(`${path}.csv`);
  expect(metadata['dc:description']).toMatch(/^One row (per|for) /);
  const names = metadata.tableSchema.columns.map(({ titles }) => titles);
  expect(names.join(',')).toBe(csv.text.replace('\ufeff', '').split('\r\n')[0]);
});

test('there is no metadata of what is not a file', async () => {
  expect((await get(`${talks}/secrets.csv-metadata.json`)).status).toBe(404);
  expect((await get(`${talks}/matrix.csv-metadata.json?colour=red`)).status).toBe(400);
});

test('every word that an export uses is explained', async () => {
  const { text } = await get(`${talks}/data`);
  const explained = [...text.matchAll(/<dt><code>([^<]*)</g)].map(([, word]) => word);
  const csv = (await get(`${talks}/matrix.csv`)).text.split('\r\n').slice(1);
  const used = new Set(csv.flatMap((line) => line.match(/(?<=,)[a-z_]+(?=,|$)/g) ?? []));
  used.delete('');
  expect([...used].filter((word) => word.includes('_') && !explained.includes(word))).toEqual([]);
  expect(explained).toContain('rejects_red_line');
  expect(explained).toContain('not_assessed');
});

test('the data page passes its clocks on to the files', async () => {
  const { text } = await get(`${talks}/data?as_of=2025-08-14&evidence=all`);
  expect(text).toContain(`${talks}/positions.csv?as_of=2025-08-14&amp;evidence=all&amp;bom=1`);
});

test('search engines are told of a dataset and its files, and no text ends the script', async () => {
  const admin = await application.signedIn('admin');
  const fields = { name: 'Grain </script><b>talks', slug: 'grain', description: '' };
  expect((await admin.post('/negotiations', fields)).status).toBe(303);
  for (const [path, name] of [
    [talks, 'Russia–Ukraine ceasefire talks: positions of the parties'],
    ['/negotiations/grain', 'Grain </script><b>talks: positions of the parties'],
  ] as const) {
    const { text } = await get(`${path}/data`);
    const json = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(text)?.[1] ?? '';
    const dataset = JSON.parse(json) as Record<string, unknown>;
    expect(dataset).toMatchObject({ '@type': 'Dataset', name, url: `${application.address}${path}/data` });
    const urls = (dataset.distribution as { contentUrl: string }[]).map(({ contentUrl }) => contentUrl);
    expect(urls.map((url) => new URL(url).pathname)).toEqual(
      [
        ...dataFileNames.map((file) => `${file}.csv`),
        ...['tables.zip', 'tables.xlsx', 'data.db', 'datapackage.json', 'CITATION.cff'],
      ].map((file) => `${path}/${file}`),
    );
    expect(dataset.license).toBe('https://creativecommons.org/licenses/by/4.0/');
    for (const url of urls) expect((await fetch(url)).status).toBe(200);
  }
});
