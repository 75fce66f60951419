import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { cellsOf, csvRows } from '../../../support/csv-rows.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);
const rows = (file: string) => csvRows(application, `${talks}/${file}`);

test('speakers are those whom the log names; events have their dates as given', async () => {
  expect((await rows('speakers.csv')).map(({ speaker }) => speaker)).toContain('Volodymyr Zelensky');
  expect((await rows('events.csv')).map(({ date }) => date)).toContain('2021');
});

describe('each page with a table links to its file, with its query', () => {
  test.each([
    ['updates?as_of=2025-08-14', 'updates.csv?as_of=2025-08-14&bom=1'],
    ['sources?evidence=all', 'sources.csv?evidence=all&bom=1'],
    ['corrections?kind=denial&party=russia', 'corrections.csv?party=russia&kind=denial&bom=1'],
  ])('%s', async (page, file) => {
    expect((await get(`${talks}/${page}`)).text).toContain(`${talks}/${file.replaceAll('&', '&amp;')}`);
    expect((await get(`${talks}/${file}`)).status).toBe(200);
  });
});

test('an empty negotiation has its headers', async () => {
  const admin = await application.signedIn('admin');
  await admin.post('/negotiations', { name: 'Grain talks', slug: 'grain', description: '' });
  for (const file of 'updates corrections sources demands parties speakers events'.split(' ')) {
    const { text } = await get(`/negotiations/grain/${file}.csv`);
    expect([file, text.split('\r\n').length]).toEqual([file, 2]);
  }
});

test('stances.csv and positions.csv have what the form takes, further sources as a list', async () => {
  const admin = await application.signedIn('admin');
  const stance = {
    attribution: 'on_record_official',
    time: '14:30',
    quote: 'Ні',
    quoteLanguage: 'uk',
    quoteTranslation: 'No',
    quoteTranslator: 'The desk',
    note: 'Said at the door.',
    confidence: 'low',
    confidenceNote: 'Heard from afar.',
    'citations.0.locator': 'minute 3',
    'citations.1.source': '1',
    'citations.1.firstReportedBy': 'AFP',
  };
  const fields = soundUpdate(await idsOf(application), {
    'sources.1.outlet': 'Le Monde',
    'sources.1.title': 'À la porte ; « non »',
    'sources.1.url': 'https://example.org/non',
    'sources.1.publishedDate': '2025-08-20',
    ...Object.fromEntries(Object.entries(stance).map(([name, value]) => [`stances.0.${name}`, value])),
  });
  const { status } = await admin.post(`${talks}/updates`, fields);
  expect(status).toBe(303);
  const isIt = (row: Readonly<Record<string, string>>) => row.source_title?.includes('not for sale');
  for (const file of ['stances.csv', 'positions.csv']) {
    const row = (await rows(file)).find(isIt);
    expect(
      cellsOf(
        row,
        'note',
        'confidence_note',
        'effective_time',
        'locator',
        'quote_translator',
        'source_outlet',
      ),
    ).toEqual(['Said at the door.', 'Heard from afar.', '14:30', 'minute 3', 'The desk', 'Reuters']);
    expect(JSON.parse(row?.other_sources as string)).toEqual([
      {
        outlet: 'Le Monde',
        title: 'À la porte ; « non »',
        url: 'https://example.org/non',
        archive_url: null,
        published_date: '2025-08-20',
        first_reported_by: 'AFP',
        locator: null,
      },
    ]);
  }
});
