import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
/** Russia on crimea, 15 August 2025, from unnamed sources. */
const reported = 48;
let application: Application;
let editor: Visitor;

beforeAll(async () => {
  application = await startApplication();
  application.time.now = new Date('2025-08-21T10:00:00Z');
  editor = await application.signedIn('editor');
});

afterAll(() => application.stop());

const source: Fields = {
  'sources.0.url': 'https://example.org/second',
  'sources.0.outlet': 'Süddeutsche Zeitung',
  'sources.0.title': 'A second report',
  'sources.0.publishedDate': '2025-08-19',
  locator: '',
  firstReportedBy: 'Interfax',
};

async function act(name: string, at: string, fields: Fields): Promise<void> {
  application.time.now = new Date(at);
  expect((await editor.post(`${talks}/records/${reported}/${name}`, fields)).status).toBe(303);
}

async function found(text: string, more = ''): Promise<string[]> {
  const { text: page } = await application
    .visitor()
    .get(`${talks}/search?q=${encodeURIComponent(text)}${more}`);
  const list = /<ol class="update-list">[\s\S]*<\/ol>/.exec(page)?.[0] ?? '';
  return [...list.matchAll(/record=(\d+)/g)].map(([, record]) => record as string);
}

test('a record is found by the sources of its corroborations together with its own words, once they are known', async () => {
  const searches = ['Suddeutsche', 'interfax', 'crimea russia suddeutsche interf'];
  for (const text of searches) expect(await found(text)).toEqual([]);
  await act('corroborate', '2025-08-21T10:01:00Z', source);
  await act('corroborate', '2025-08-21T10:03:00Z', {
    ...source,
    'sources.0.url': 'https://example.org/third',
    'sources.0.outlet': 'Le Monde',
    firstReportedBy: '',
  });
  for (const text of [...searches, 'Monde Interfax', 'interfax&order=best']) {
    const [words, order = ''] = text.split('&');
    expect(await found(words as string, order && `&${order}`), text).toEqual([String(reported)]);
  }
  expect(await found('suddeutsche telegram')).toEqual([]);
  expect(await found('Interfax', '&known_at=2025-08-21T10:02:00Z')).toEqual([String(reported)]);
  expect(await found('Interfax Monde', '&known_at=2025-08-21T10:02:00Z')).toEqual([]);
  expect(await found('Interfax', '&known_at=2025-08-20T12:00:01Z')).toEqual([]);
});

test('a record is found by the source of its denial', async () => {
  const denial = {
    ...source,
    'sources.0.url': 'https://example.org/denial',
    'sources.0.outlet': 'Коммерсантъ',
    firstReportedBy: '',
    attribution: 'on_record_official',
    date: '2025-08-20',
    speaker: '',
    speakerRole: 'Press secretary of the President of Russia',
  };
  await act('deny', '2025-08-21T10:04:00Z', denial);
  expect(await found('коммерсантъ crimea')).toEqual([String(reported)]);
});

test('a record is found by the agency that reported first what its source passes on', async () => {
  const { read } = application.database;
  const own = await read.citation.findFirstOrThrow({
    where: { NOT: { firstReportedBy: null }, entry: { kind: 'report' } },
    include: { entry: true },
  });
  expect(await found(own.firstReportedBy as string)).toContain(String(own.entry.record));
});

test('a source of a corroboration is found by its new outlet once it is given another', async () => {
  const { database } = application;
  const rename = (from: string, to: string) =>
    database.write((tx) => tx.source.updateMany({ where: { outlet: from }, data: { outlet: to } }));
  await rename('Le Monde', 'Le Figaro');
  expect(await found('figaro interfax')).toEqual([String(reported)]);
  expect(await found('monde interfax')).toEqual([]);
});
