import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { follow } from '../../support/browser.js';
import { pagesForEachTest, takeSession } from '../../support/browser-pages.js';
import { fieldIn, soundUpdate, idsOf, versionFields } from '../../support/update-form.js';
import { field, press } from '../../support/update-page.js';
import type { Visitor } from '../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const form = `${talks}/records/46/propose-correction`;
const words = 'The report was misread: the speaker is another.';
const title = /^Correction: .* on “/;
let application: Application;
let contributor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  contributor = await application.signedIn('contributor');
});

afterEach(() => application.stop());

const pageOf = pagesForEachTest();
const said = (page: Page, text: string) => page.locator('#draft-state', { hasText: text }).waitFor();
const remembered = (page: Page) =>
  page.evaluate(() =>
    JSON.stringify({ ...(globalThis as unknown as { sessionStorage: object }).sessionStorage }),
  );

async function opened(path: string, who: Visitor): Promise<Page> {
  const page = await pageOf(who);
  await page.goto(`${application.address}${path}`);
  return page;
}

test('a proposed correction typed while the server is away outlives Back and reload, and is sent once it is back', async () => {
  const page = await opened(form, contributor);
  await field(page, 'reason').fill(words);
  await said(page, 'Kept as a draft.');
  await page.context().setOffline(true);
  await field(page, 'stances.0.summary').fill('Typed while the server was away.');
  await said(page, 'Not kept on the server yet');
  await press(page, 'Propose the correction');
  await said(
    page,
    'The server does not answer. What you typed is kept in this browser tab only. Send it again',
  );
  await page.reload().catch(() => undefined);
  await page.context().setOffline(false);
  await page.goto('about:blank');
  await page.goBack();
  await page.getByText('What you typed is back').waitFor();
  expect(await field(page, 'stances.0.summary').inputValue()).toBe('Typed while the server was away.');
  expect(await field(page, 'reason').inputValue()).toBe(words);
  await press(page, 'Add a source');
  await field(page, 'sources.1.outlet').fill('Reuters');
  await press(page, 'Remove source 2');
  await field(page, 'sources.1.outlet').waitFor({ state: 'detached' });
  await press(page, 'Propose the correction');
  await page.waitForURL(/\/proposals\/1$/);
  expect(await page.getByText('Typed while the server was away.').count()).toBe(1);
  expect(await remembered(page)).toBe('{}');
  await page.goBack();
  await page.waitForURL(/\/proposals\/1$/);
});

test('a tab that is closed on a proposed correction leaves a draft that the desk leads back to', async () => {
  const page = await opened(form, contributor);
  await field(page, 'reason').fill(words);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => application.database.read.draft.count()).toBe(1);
  const other = await opened('/desk', contributor);
  const draft = other.getByRole('listitem').filter({ has: other.getByRole('link', { name: title }) });
  expect(await draft.textContent()).toContain('Russia–Ukraine ceasefire talks · kept on');
  await follow(other, () => draft.getByRole('link', { name: title }).click());
  expect(await field(other, 'reason').inputValue()).toBe(words);
});

test('what a reviewer amends in a proposed correction is kept by a reload, and published as amended', async () => {
  const open = await contributor.open(form);
  const proposed = { ...versionFields(open), reason: words, 'stances.0.summary': 'As proposed.' };
  const own = { do: 'publish', key: fieldIn(open, 'key') as string, revision: '0' };
  expect((await contributor.post(form, { ...proposed, ...own })).status).toBe(303);
  const page = await opened(`${talks}/proposals/1`, await application.signedIn('editor'));
  await follow(page, () => page.getByRole('link', { name: 'Review and publish' }).click());
  await field(page, 'stances.0.summary').fill('As amended.');
  await said(page, 'Kept as a draft.');
  await page.reload();
  expect(await field(page, 'stances.0.summary').inputValue()).toBe('As amended.');
  await press(page, 'Publish the correction');
  await page.waitForURL(/#record-46$/);
  expect(await page.getByText('As amended.').count()).toBeGreaterThan(0);
  await page.goBack();
  await page.waitForURL(/#record-46$/);
});

test('a proposal typed while the session ends is found by its author, and by nobody else in that tab', async () => {
  const page = await opened(`${talks}/proposals/new?party=ukraine&demand=crimea`, contributor);
  await field(page, 'headline').fill('Kyiv on Crimea');
  await said(page, 'Kept as a draft.');
  const url = page.url();
  await takeSession(page.context(), await application.signedIn('contributor'));
  await page.goto(url);
  expect(await field(page, 'headline').inputValue()).toBe('');
  await takeSession(page.context(), contributor);
  await page.goto(`${application.address}/drafts`);
  await follow(page, () => page.getByRole('link', { name: 'Kyiv on Crimea' }).click());
  expect(await field(page, 'headline').inputValue()).toBe('Kyiv on Crimea');
});

test('what came back is reworked from the desk, with every word of it', async () => {
  const sent = soundUpdate(await idsOf(application), { do: 'propose' });
  await contributor.post(`${talks}/proposals`, sent);
  const editor = await application.signedIn('editor');
  await editor.post(`${talks}/proposals/1/send-back`, { reason: 'Which day does the report mean?' });
  const page = await opened('/desk', contributor);
  await page.getByText('Which day does the report mean?').waitFor();
  await follow(page, () => page.getByRole('link', { name: /^Rework it/ }).click());
  expect(await field(page, 'stances.0.summary').inputValue()).toBe('The President repeats his answer.');
  await field(page, 'stances.0.summary').fill('The President repeats it on 20 August.');
  await press(page, 'Propose');
  await page.waitForURL(/\/proposals\/2$/);
  expect(await page.getByText('reworks').count()).toBe(1);
});
