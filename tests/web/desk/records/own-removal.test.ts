import { afterEach, beforeEach, expect, test } from 'vitest';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { verifyRecord } from '../../../../src/data/chain/verification.js';
import { type Application, startApplication } from '../../../support/application.js';
import { errorAt } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

test('a text of clearer words is removed at every clock, its hash stays, and all can see when and why', async () => {
  const admin = await application.signedIn('admin');
  const words = 'Ukraine accepts that Russia keeps control of Crimea';
  const reason = 'The old words could be misread.';
  await admin.post(`${talks}/demands/crimea/clarify`, { words, reason });
  const path = '/record-chain/59/remove';
  expect((await admin.get('/record-chain/59')).text).toContain(`href="${path}"`);
  expect((await admin.get(path)).text).toContain(words);
  const none = await admin.post(path, { reason: 'Court order of 3 March 2026.' });
  expect(errorAt(none, 'texts')).toBe('Choose what is to be removed.');
  const fields = { texts: ['clarifications.59.words'], reason: 'Court order of 3 March 2026.' };
  expect((await admin.post(path, fields)).location).toBe('/record-chain/59');
  const reader = application.visitor();
  for (const page of [
    `${talks}/demands/crimea`,
    talks,
    '/record-chain/59',
    `${talks}/search?q=keeps+control`,
  ])
    expect((await reader.get(page)).text.split('<form')[0], page).not.toContain(words);
  expect((await reader.get('/record-chain/59')).text).toContain('Court order of 3 March 2026.');
  expect((await verifyRecord(plainSql(application.database.read))).findings).toEqual([]);
  expect((await admin.get('/audit')).text).toContain('removed 1 text from');
});
