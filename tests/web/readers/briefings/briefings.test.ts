import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { idsOf } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const textOf = async (path: string) =>
  (await application.visitor().get(path)).text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');

test('the newest briefing stands above the matrix, and on its demand; older ones stay readable', async () => {
  const editor = await application.signedIn('editor');
  const publish = async (fields: Record<string, string>) =>
    expect((await editor.post(`${talks}/briefings`, fields)).status).toBe(303);
  const demand = (await idsOf(application)).demand('crimea');
  await publish({ day: '2025-08-14', text: 'Before Alaska both sides wait.' });
  await publish({ day: '2025-08-20', text: 'After Alaska both sides wait.' });
  await publish({ about: 'topic-2', day: '2025-08-20', text: 'Territory stays disputed.' });
  await publish({ about: `demand-${demand}`, day: '2025-08-20', text: 'Neither side moves on Crimea.' });

  expect(await textOf(talks)).toContain(
    'Briefing · 20 August 2025 After Alaska both sides wait. ' +
      '1 briefing on a topic Briefing: Territory · 20 August 2025 Territory stays disputed.',
  );
  expect(await textOf(`${talks}?as_of=2025-08-19`)).toContain(
    'Briefing · 14 August 2025 Before Alaska both sides wait.',
  );
  expect(await textOf(`${talks}/demands/crimea`)).toContain('Neither side moves on Crimea.');
  expect(await textOf(`${talks}/briefings`)).toContain('Before Alaska both sides wait.');
});
