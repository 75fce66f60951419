import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('the form of an update prints the report and the denial of a cell, with the number of origins', async () => {
  const editor = await application.signedIn('editor');
  const ids = await idsOf(application);
  const reported = {
    ...{ 'stances.0.party': ids.party('united-kingdom'), 'stances.0.position': 'favours' },
    ...{ 'stances.0.attribution': 'unnamed_sources', 'stances.0.speaker': '' },
  };
  expect((await editor.post(`${talks}/updates`, soundUpdate(ids, reported))).status).toBe(303);
  const { sequence } = await application.database.read.entry.findFirstOrThrow({
    orderBy: { sequence: 'desc' },
  });
  const denial = {
    ...{ attribution: 'on_record_official', date: '2025-08-21', quote: 'We never said so.' },
    ...{ 'sources.0.outlet': 'BBC', 'sources.0.title': 'London denies it' },
  };
  expect((await editor.post(`${talks}/records/${sequence}/deny`, denial)).status).toBe(303);
  const draft = '00000000-0000-4000-8000-000000000001';
  const { text } = await editor.get(`${talks}/updates/new?party=united-kingdom&demand=crimea&draft=${draft}`);
  expect(text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')).toContain(
    'Stands now: Reported and denied · reported: Favours, 20 Aug 2025, 1 independent origin · denied 21 Aug 2025',
  );
});
