import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { unescaped } from '../../../support/html.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
let admin: Visitor;

beforeAll(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
});

afterAll(() => application.stop());

/** What the list above the form says, once it was sent like this. */
async function refused(path: string, fields: Fields): Promise<string[]> {
  const { status, text } = await admin.post(`${talks}/${path}`, fields);
  expect(status).toBe(422);
  return [...text.matchAll(/<a class="problem-link"[^>]*>([^<]*)<\/a>/g)].map(([, label]) =>
    unescaped(label as string),
  );
}

const source = { 'sources.0.outlet': 'TASS', 'sources.0.title': 'A report' };

test('the list above the form of an act names the field of each problem', async () => {
  const denial = { ...source, attribution: 'on_record_principal', date: 'lately' };
  expect(await refused('records/47/deny', denial)).toEqual([
    'Date of the denial: Write a date as 2025-08-09, 9 Aug 2025, 2025-08 or 2025.',
  ]);
  expect(await refused('records/47/retract', { reason: 'Wrong' })).toEqual([
    'Reason: Say why, in at least 10 characters.',
  ]);
});

test('so do those of what is published by itself and of structure', async () => {
  const outcome = { ...source, outcome: 'lapsed', event: '', date: 'lately', summary: 'It passed by.' };
  expect(await refused('demands/crimea/outcome', outcome)).toEqual([
    'Date: Write a date as 2025-08-09, 9 Aug 2025, 2025-08 or 2025.',
  ]);
  expect(await refused('events', { name: 'A summit', date: 'soon', description: '' })).toEqual([
    'Date: Write a date as 2025-08-09, 9 Aug 2025, 2025-08 or 2025.',
  ]);
});
