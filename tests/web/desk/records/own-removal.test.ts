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

test('what else of the record has the same words goes with them', async () => {
  const admin = await application.signedIn('admin');
  const demand = `${talks}/demands/ceasefire-first`;
  const reason = 'Court order of 3 March 2026.';
  const outcome = {
    ...{ outcome: 'lapsed', event: '', date: '2025-08-15', summary: 'The leaders met without it.' },
    ...{ 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Summit ends without a ceasefire' },
  };
  expect((await admin.post(`${demand}/outcome`, outcome)).status).toBe(303);
  const corrected = { ...outcome, date: '2025-08-16', reason: 'It ended a day later.' };
  expect((await admin.post(`${demand}/outcomes/59/correct`, corrected)).status).toBe(303);
  const path = '/record-chain/60/remove';
  expect((await admin.post(path, { texts: ['outcomes.60.summary'], reason })).status).toBe(303);
  const { read } = application.database;
  const summaries = (await read.demandOutcome.findMany()).map(({ summary }) => summary);
  expect(summaries).toEqual(['[Removed]', '[Removed]']);
  expect((await admin.get('/audit')).text).toContain('removed 2 texts from');
  expect((await verifyRecord(plainSql(read))).findings).toEqual([]);
});

test('an admin comes to the form from an outcome and an account, and feeds print no quotation marks around what went', async () => {
  const [admin, editor] = [await application.signedIn('admin'), await application.signedIn('editor')];
  const demand = `${talks}/demands/ceasefire-first`;
  const source = { 'sources.0.outlet': 'Reuters', 'sources.0.title': 'Summit ends without a ceasefire' };
  const outcome = {
    outcome: 'lapsed',
    event: '',
    date: '2025-08-15',
    summary: 'The leaders met without it.',
  };
  expect((await editor.post(`${demand}/outcome`, { ...outcome, ...source })).status).toBe(303);
  const { id: party } = await application.database.read.party.findFirstOrThrow();
  const account = {
    ...{ party: String(party), claim: 'not_kept', about: '', date: '2025-08-16' },
    ...{ attribution: 'on_record_official', quote: 'They broke it.', quoteLanguage: 'en' },
  };
  const path = `${demand}/outcomes/59/compliance`;
  expect((await editor.post(path, { ...account, ...source })).status).toBe(303);
  const links = /href="\/record-chain\/\d+\/remove">Remove for legal reasons/g;
  expect((await admin.get(demand)).text.match(links)).toHaveLength(2);
  expect((await editor.get(demand)).text).not.toMatch(links);
  expect((await admin.get(`${demand}?as_of=2025-08-20`)).text).not.toMatch(links);

  const fields = { texts: ['compliance.60.quote'], reason: 'Court order of 3 March 2026.' };
  expect((await admin.post('/record-chain/60/remove', fields)).status).toBe(303);
  const { text: feed } = await application.visitor().get(`${talks}.atom`);
  expect(feed).toContain('<summary>[Removed]</summary>');
  expect(feed).not.toContain('“[Removed]”');
});
