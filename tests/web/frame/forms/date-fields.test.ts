import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt, fieldIn, type Ids, idsOf, soundUpdate } from '../../../support/update-form.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let editor: Visitor;
let ids: Ids;

beforeEach(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  ids = await idsOf(application);
});

afterEach(() => application.stop());

const send = (changes: Fields, act = 'publish') =>
  editor.post(`${talks}/updates`, { ...soundUpdate(ids, changes), do: act });
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

test.each([
  ['20.8.2025', '2025-08-20'],
  ['20 Aug 2025', '2025-08-20'],
  ['Aug 20, 2025', '2025-08-20'],
  ['8/20/2025', '2025-08-20'],
  ['August 2025', '2025-08'],
])('“%s” is recorded as %s', async (typed, recorded) => {
  expect((await send({ 'stances.0.date': typed })).status).toBe(303);
  const newest = await application.database.read.stance.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  expect(newest.effectiveDate).toBe(recorded);
});

test('“today” is the day at UTC when the form was sent', async () => {
  expect((await send({ 'stances.0.date': 'today' })).status).toBe(303);
  const newest = await application.database.read.stance.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  expect(newest.effectiveDate).toBe(newest.effectiveDay);
  const { recordedAt } = await application.database.read.publication.findUniqueOrThrow({
    where: { sequence: newest.sequence },
  });
  expect(recordedAt.toISOString().slice(0, 10)).toBe(newest.effectiveDate);
});

test('the form shows a date back as it is recorded, and in words', async () => {
  const { location } = await send({ 'stances.0.date': '20.8.2025' }, 'show');
  const page = await editor.open(location as string);
  expect(fieldIn(page, 'stances.0.date')).toBe('2025-08-20');
  expect(page.text).toContain('id="field-stances-0-date-hint">20 August 2025</p>');
});

test('a date that can be two is asked back as it was typed, also in a draft', async () => {
  const refused = await send({ 'stances.0.date': '3/4/2025' });
  const question = '“3/4/2025” can be 3 April 2025 or 4 March 2025: write 2025-04-03 or 2025-03-04.';
  expect(refused.status).toBe(422);
  expect(plain(errorAt(refused, 'stances.0.date') ?? '')).toBe(question);
  expect(fieldIn(refused, 'stances.0.date')).toBe('3/4/2025');
  const { location } = await send({ 'stances.0.date': '3/4/2025' }, 'show');
  const page = await editor.open(location as string);
  expect(plain(errorAt(page, 'stances.0.date') ?? '')).toBe(question);
});

test('sources, events, outcomes and briefings take dates in the same way', async () => {
  await send({ 'sources.0.publishedDate': '19 August 2025', 'sources.0.accessedDate': '20/8/2025' });
  const source = await application.database.read.source.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect([source.publishedDate, source.accessedDate]).toEqual(['2025-08-19', '2025-08-20']);
  const event = { name: 'A summit', date: '1 Sept. 2025', description: '' };
  expect((await editor.post(`${talks}/events`, event)).status).toBe(303);
  const { date } = await application.database.read.event.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(date).toBe('2025-09-01');
  const outcome = {
    ...{ outcome: 'lapsed', event: '', date: '15.8.2025', summary: 'The leaders met without it.' },
    'sources.0.url': 'https://example.org/summit',
    'sources.0.outlet': 'Reuters',
    'sources.0.title': 'Summit ends without a ceasefire',
    'sources.0.publishedDate': '16.8.2025',
    'sources.0.locator': '',
  };
  const { status } = await editor.post(`${talks}/demands/ceasefire-first/outcome`, outcome);
  expect(status).toBe(303);
  const found = await application.database.read.demandOutcome.findFirstOrThrow({
    orderBy: { sequence: 'desc' },
  });
  expect(found.effectiveDate).toBe('2025-08-15');
});
