import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { errorAt } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const united = { name: 'United Arab Emirates', kind: 'state', role: 'mediator', order: '7' };

test('the head of the matrix has a party’s short name, and is read aloud with the whole one', async () => {
  const admin = await application.signedIn('admin');
  const asked = await admin.post(`${talks}/parties`, { ...united, shortName: 'The Emirates' });
  expect(errorAt(asked, 'shortName')).toBe('At most 8 characters; this has 12.');
  expect((await admin.post(`${talks}/parties`, { ...united, shortName: 'UAE' })).status).toBe(303);

  const { text } = await application.visitor().get(talks);
  expect(text).toContain('title="United Arab Emirates"><span aria-hidden="true">UAE</span>');
  expect(text).toContain('>Ukraine</a>');
  const rows = await csvRows(application, `${talks}/parties.csv`);
  expect(rows.map((row) => [row.party_slug, row.short_name]).slice(-2)).toEqual([
    ['united-kingdom', ''],
    ['united-arab-emirates', 'UAE'],
  ]);
});
