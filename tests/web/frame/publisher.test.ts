import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { filesOfZip } from '../../support/zip.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let plain: Application;

beforeAll(async () => {
  application = await startApplication({
    publisher: {
      siteName: 'Talks & Tables',
      name: 'معهد السلام',
      contact: { kind: 'mail', address: 'desk+talks@example.org' },
      imprintUrl: 'https://example.org/imprint',
    },
  });
  plain = await startApplication();
});
afterAll(async () => {
  await application.stop();
  await plain.stop();
});

const get = async (path: string) => (await application.visitor().send(path)).text;

test('every page says whose tracker it is, and how they are reached', async () => {
  for (const path of ['/', talks, `${talks}/data`, '/sign-in', '/record-chain', '/nothing']) {
    const text = await get(path);
    expect(text).toContain('<meta property="og:site_name" content="Talks &amp; Tables">');
    expect(text).toContain('<a class="masthead-title" href="/">Talks &amp; Tables</a>');
    expect(text).toContain('Published by <bdi>معهد السلام</bdi>.');
    expect(text).toContain('<a href="mailto:desk%2Btalks@example.org">Contact</a>');
    expect(text).toContain('<a href="https://example.org/imprint">Imprint</a>');
  }
});

test('the publisher is the author of citations, of the feed and of the data set', async () => {
  const page = await get(talks);
  expect(page).toContain('<bdi>معهد السلام</bdi>, Talks &amp; Tables: “');
  expect(page).toContain(
    '  author = {{<bdi>معهد السلام</bdi>}},\n  organization = {{Talks \\&amp; Tables}},',
  );
  expect(page).toContain('&#34;container-title&#34;: &#34;Talks &amp; Tables&#34;');
  expect(await get(`${talks}.atom`)).toContain(
    '<author><name>معهد السلام</name><email>desk+talks@example.org</email></author>',
  );
  const metadata = JSON.parse(await get(`${talks}/positions.csv-metadata.json`)) as object;
  expect(metadata).toMatchObject({ 'dc:creator': 'معهد السلام', 'dc:publisher': 'معهد السلام' });
  const [, dataset] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(
    await get(`${talks}/data`),
  ) as RegExpExecArray;
  expect(JSON.parse(dataset as string)).toMatchObject({
    creator: { '@type': 'Organization', name: 'معهد السلام' },
    publisher: { '@type': 'Organization', name: 'معهد السلام', url: application.address },
  });
  const zip = await fetch(`${application.address}${talks}/tables.zip`);
  const files = await filesOfZip(Buffer.from(await zip.arrayBuffer()));
  expect(files['README.txt']).toContain('Published by معهد السلام, Talks & Tables.');
});

test('an embedded page names the site and its publisher', async () => {
  expect(await get(`/embed${talks}`)).toContain(
    'Talks &amp; Tables, <bdi>معهد السلام</bdi>: this page with its sources',
  );
});

test('a tracker whose settings have changed does not answer that a page is the same', async () => {
  const [one, other] = [await application.visitor().send(talks), await plain.visitor().send(talks)];
  expect(one.headers.get('etag')).not.toBe(other.headers.get('etag'));
});

test('without settings no page names a publisher, a contact or an imprint', async () => {
  expect((await plain.visitor().send(talks)).text).not.toMatch(/Published by|Contact<|Imprint</);
});
