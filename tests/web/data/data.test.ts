import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';

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

test('it carries the clocks into the files', async () => {
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
    expect(urls).toHaveLength(11);
    for (const url of urls) expect((await fetch(url)).status).toBe(200);
  }
});
