import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { fieldIn, type Ids, idsOf, soundUpdate } from '../../../support/update-form.js';
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

const stanceCount = () => application.database.read.stance.count();

test('buttons of the form add and take away rows; everything typed is kept', async () => {
  const typed = soundUpdate(ids, { do: 'add.stances' });
  const two = await editor.press(`${talks}/updates`, typed);
  expect(two.status).toBe(200);
  expect(two.text).toContain('Stance 2');
  expect(fieldIn(two, 'headline')).toBe('Kyiv repeats its answer on Crimea');
  expect(fieldIn(two, 'stances.0.summary')).toBe('The President repeats his answer.');
  const sources = await editor.press(`${talks}/updates`, { ...typed, do: 'add.sources' });
  expect(sources.text).toContain('Source 2');
  const second = { 'stances.1.party': ids.party('russia'), 'stances.1.date': '2025-08-19' };
  const one = await editor.press(`${talks}/updates`, { ...typed, ...second, do: 'remove.stances.0' });
  expect(one.text).not.toContain('Stance 2');
  expect(fieldIn(one, 'stances.0.date')).toBe('2025-08-19');
  expect(await stanceCount()).toBe(34);
});

test('citations keep to their sources when a source is taken away', async () => {
  const page = await editor.press(`${talks}/updates`, {
    ...soundUpdate(ids, { do: 'remove.sources.0' }),
    'sources.1.outlet': 'Interfax',
    'stances.0.citations.0.source': '1',
  });
  expect(fieldIn(page, 'sources.0.outlet')).toBe('Interfax');
  expect(fieldIn(page, 'stances.0.citations.0.source')).toBe('0');
});

test('a 51st stance is not taken: the form says what to do, and a request that brings one publishes nothing', async () => {
  const rows = (count: number): Fields =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`stances.${index}.date`, '2025-08-20'] as const),
    );
  const full = await editor.press(`${talks}/updates`, {
    ...rows(49),
    ...soundUpdate(ids),
    do: 'add.stances',
  });
  expect(full.text).toContain('Stance 50');
  expect(full.text).toContain('50 stances are the most that one update takes.');
  expect(full.text).not.toContain('value="add.stances"');
  const more = await editor.press(`${talks}/updates`, {
    ...rows(50),
    ...soundUpdate(ids),
    do: 'add.stances',
  });
  expect(more.text).not.toContain('Stance 51');
  expect((await editor.post(`${talks}/updates`, soundUpdate(ids, rows(51)))).status).toBe(400);
  expect(await stanceCount()).toBe(34);
});
