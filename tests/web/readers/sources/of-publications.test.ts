import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { idsOf } from '../../../support/update-form.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const reason = 'It was published by mistake.';
let application: Application;
let editor: Visitor;

beforeAll(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterAll(() => application.stop());

async function publish(path: string, fields: Readonly<Record<string, string>>): Promise<void> {
  expect([path, (await editor.post(`${talks}/${path}`, fields)).status]).toEqual([path, 303]);
}

const source = (title: string, address: string) => ({
  'sources.0.outlet': 'The record office',
  'sources.0.title': title,
  'sources.0.url': `https://example.org/${address}`,
});

/** How many sources the figure below a matrix says. */
async function figure(query = ''): Promise<number> {
  const { text } = await application.visitor().get(`${talks}?closed=1&${query}`);
  return Number(/and (\d+)\s+sources?/.exec(text)?.[1]);
}

const listed = async (query = '') => (await csvRows(application, `${talks}/sources.csv?${query}`)).length;

async function publishBoth(): Promise<void> {
  const ids = await idsOf(application);
  const outcome = { outcome: 'lapsed', event: '', date: '2025-08-15', summary: 'The day passed.' };
  await publish('demands/ceasefire-first/outcome', { ...outcome, ...source('On the outcome', 'outcome') });
  const line = { party: ids.party('ukraine'), quote: 'Nothing is agreed yet.', quoteLanguage: 'en' };
  const reservation = { ...line, date: '2025-08-16', ...source('On the reservation', 'reservation') };
  await publish('reservations', reservation);
}

test('what only an outcome or a reservation cites is counted as it is listed, while it stands', async () => {
  const [before, ofRussia, ofTopic] = [
    await figure(),
    await figure('party=russia'),
    await figure('topic=ceasefire'),
  ];
  expect(before).toBe(await listed());
  await publishBoth();
  expect([await figure(), await listed()]).toEqual([before + 2, before + 2]);
  expect(await figure('as_of=2025-08-15')).toBe(await listed('as_of=2025-08-15'));
  expect(await figure('as_of=2025-08-14')).toBe(await listed('as_of=2025-08-14'));
  expect([await figure('party=russia'), await figure('topic=ceasefire')]).toEqual([
    ofRussia + 1,
    ofTopic + 2,
  ]);
  const [negotiation] = await csvRows(application, '/negotiations.csv');
  expect(negotiation?.source_count).toBe(String(before + 2));

  const { record } = await application.database.read.demandOutcome.findFirstOrThrow();
  await publish(`demands/ceasefire-first/outcomes/${record}/retract`, { reason });
  expect([await figure(), await listed()]).toEqual([before + 1, before + 1]);
  await publish(`demands/ceasefire-first/outcomes/${record}/restore`, { reason });
});

test('what only an outcome or a reservation cites is found by its name, and asked for an archived copy', async () => {
  const foundAt = async (query: string) => {
    const { text } = await application.visitor().get(`${talks}/search?q=record+office${query}`);
    return [
      ...text.matchAll(/<span class="kicker">Source<\/span>\s*<a class="title-link" href="([^"]+)"/g),
    ].map(([, link]) => link);
  };
  const { sequence } = await application.database.read.reservation.findFirstOrThrow();
  expect(await foundAt('')).toEqual([
    `${talks}/reservations#reservation-${sequence}`,
    `${talks}/demands/ceasefire-first#outcome`,
  ]);
  expect(await foundAt('&as_of=2025-08-14')).toEqual([]);
  const rows = await csvRows(application, `${talks}/search.csv?q=record+office`);
  expect(rows.map(({ kind, text }) => [kind, text?.split('\n')[1]])).toEqual([
    ['source', 'On the reservation'],
    ['source', 'On the outcome'],
  ]);

  const { text: work } = await editor.get(`${talks}/work-list`);
  for (const title of ['On the outcome', 'On the reservation']) expect(work).toContain(title);
});
