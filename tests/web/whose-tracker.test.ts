import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readersPages } from '../support/all-pages.js';
import { type Application, startApplication } from '../support/application.js';
import { temporaryFolder } from '../support/database.js';
import { unescaped } from '../support/html.js';
import { filesOfZip } from '../support/zip.js';
import { dataCite, releaseCitation } from '../../src/outputs/tables/release-citation.js';

const talks = '/negotiations/russia-ukraine';
const licence = { name: null, url: null, attribution: 'see the imprint' };
const publisher = {
  siteName: `Талкс “"Tables'” <b>&`,
  name: `معهد السلام & "Söhne" <i>`,
  contact: { kind: 'mail', address: `desk+o'x@example.org` },
  imprintUrl: `https://example.org/im?a=1&b='2'`,
} as const;
const { siteName, name, contact, imprintUrl } = publisher;
/** What a tracker without settings is called. */
const usualName = 'Negotiation positions';

let application: Application;

beforeAll(async () => {
  application = await startApplication({
    publisher,
    licence,
    brand: { about: `# ${siteName}\n\nWe are *${name}*.` },
  });
});
afterAll(() => application.stop());

const bytesOf = async (path: string): Promise<Buffer> => {
  const response = await fetch(`${application.address}${path}`);
  expect([path, response.status]).toEqual([path, 200]);
  return Buffer.from(await response.arrayBuffer());
};
const textOf = async (path: string) => (await bytesOf(path)).toString();
/** As a reader sees it: entities resolved, and what isolates texts from one another gone. */
const plain = (text: string) =>
  unescaped(
    text
      .replaceAll(/<\/?bdi>|[\u2068\u2069]/g, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'"),
  );
/** Every text in a JSON document. */
const textsIn = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : value && typeof value === 'object'
      ? Object.values(value).map(textsIn).join('\n')
      : '';
const jsonAt = async (path: string) => textsIn(JSON.parse(await textOf(path)));

/** What each output says, as text; and which of the settings it has a place for. */
const all = { siteName, name, contact: contact.address, imprintUrl };
const named = { siteName, name };
const reached = { siteName, name, contact: contact.address };

async function workbook(path: string): Promise<string> {
  const files = await filesOfZip(await bytesOf(path));
  return Object.values(files).join('\n');
}

async function database(): Promise<string> {
  const file = join(temporaryFolder(), 'data.db');
  writeFileSync(file, await bytesOf(`${talks}/data.db`));
  const opened = new Sqlite(file, { readonly: true });
  const row = opened.prepare('SELECT * FROM clocks').get();
  opened.close();
  return textsIn(row);
}

async function dataset(): Promise<string> {
  const [, script = ''] =
    /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(await textOf(`${talks}/data`)) ?? [];
  return textsIn(JSON.parse(script));
}

async function csl(): Promise<string> {
  const [, json = ''] = /aria-label="CSL-JSON"><bdi>(.*?)<\/bdi><\/pre>/s.exec(await textOf(talks)) ?? [];
  return textsIn(JSON.parse(unescaped(json)));
}

const release = {
  ...{ negotiation: 'Talks', description: '', name: 'First', day: '2025-08-21', url: 'https://example.org' },
  ...{ head: { sequence: 58, hash: 'f'.repeat(64) }, publisher, licence },
};

const outputs: readonly (readonly [
  what: string,
  says: () => Promise<string> | string,
  settings: Readonly<Record<string, string>>,
])[] = [
  ['the data set in JSON-LD', dataset, all],
  [
    'the metadata of a CSV',
    async () => decodeURIComponent(await jsonAt(`${talks}/positions.csv-metadata.json`)),
    reached,
  ],
  ['datapackage.json', () => jsonAt(`${talks}/datapackage.json`), all],
  [
    'CITATION.cff',
    async () =>
      [...(await textOf(`${talks}/CITATION.cff`)).matchAll(/"(?:[^"\\]|\\.)*"/g)]
        .map(([text]) => String(JSON.parse(text)))
        .join('\n'),
    reached,
  ],
  ['a page as JSON', () => jsonAt(`${talks}/stand.json`), all],
  ['a page as a workbook', async () => plain(await workbook(`${talks}/matrix.xlsx`)), all],
  ['all tables as a workbook', async () => plain(await workbook(`${talks}/tables.xlsx`)), all],
  ['the database', database, all],
  [
    'the README of the ZIP',
    async () => plain((await filesOfZip(await bytesOf(`${talks}/tables.zip`)))['README.txt'] ?? ''),
    all,
  ],
  ['the feed', async () => plain(await textOf(`${talks}.atom`)), reached],
  ['a citation as CSL-JSON', csl, named],
  ['the metadata of a release', () => textsIn(JSON.parse(dataCite(release))), named],
  ['the citation of a release', () => plain(releaseCitation(release)), named],
  ['the picture of the site', async () => plain(await textOf('/about.svg')), named],
  ...['matrix', 'stand', 'timeline', 'alignment', 'demands/crimea', 'positions/russia/crimea'].map(
    (path) =>
      [
        `the picture of ${path}`,
        async () =>
          plain(
            [...(await textOf(`${talks}/${path}.svg`)).matchAll(/>([^<>]+)<\/text>/g)]
              .map(([, words]) => words)
              .join(' '),
          ),
        named,
      ] as const,
  ),
  ['/about', async () => plain(await textOf('/about')), { ...named, words: `We are ` }],
];

test.each(outputs)('%s says whose tracker it is', async (_what, says, settings) => {
  const said = await says();
  expect(Object.entries(settings).filter(([, value]) => !said.includes(value))).toEqual([]);
  expect(said).not.toContain(usualName);
});

test.each(Object.entries(readersPages))(
  'the page “%s” says whose tracker it is, and how they are reached',
  async (_name, path) => {
    const said = plain((await application.visitor().send(path)).text);
    const mail = `mailto:${encodeURIComponent(contact.address).replaceAll('%40', '@')}`;
    expect(
      [siteName, name, `href="${mail}"`, `href="${imprintUrl}"`].filter((each) => !said.includes(each)),
    ).toEqual([]);
    expect(said).not.toContain(usualName);
  },
);
