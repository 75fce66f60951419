import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication, visitorPassword } from '../../support/application.js';
import { pagesForEachTest, takeSession } from '../../support/browser-pages.js';
import { field, fillUpdate, press } from '../../support/update-page.js';

const talks = '/negotiations/russia-ukraine';
const typed = 'Words typed while the server was away.';
let application: Application;
/** What is left on the disk of the server, in bytes. */
let freeSpace: number;

beforeEach(async () => {
  freeSpace = 1_000_000_000;
  application = await startApplication({ freeSpace: () => Promise.resolve(freeSpace) });
});

afterEach(() => application.stop());

const pageOf = pagesForEachTest();

/** The form of an update before somebody who is signed in. */
async function form(): Promise<Page> {
  const page = await pageOf(await application.signedIn('editor'));
  await page.clock.install();
  await page.goto(`${application.address}${talks}/updates/new?party=ukraine&demand=crimea`);
  return page;
}

/** After the time at which the page tries again. */
const later = (page: Page) => page.clock.fastForward(5_000);

const summary = (page: Page) => field(page, 'stances.0.summary');
const said = (page: Page, text: string) => page.locator('#draft-state', { hasText: text }).waitFor();
const drafts = async () => JSON.stringify(await application.database.read.draft.findMany());

/** What this tab remembers of forms. */
const remembered = (page: Page) =>
  page.evaluate(() =>
    JSON.stringify({ ...(globalThis as unknown as { sessionStorage: object }).sessionStorage }),
  );

test('while the server does not answer, the page says so, sends nothing, and loses nothing by Back or reload', async () => {
  const page = await form();
  await fillUpdate(page, 'Typed before.');
  await said(page, 'Kept as a draft.');
  await page.context().setOffline(true);
  await summary(page).fill(typed);
  await said(
    page,
    'Not kept on the server yet: The server does not answer. What you typed is kept in this browser tab only.',
  );
  await press(page, 'Publish');
  await said(
    page,
    'The server does not answer. What you typed is kept in this browser tab only. Send it again',
  );
  await press(page, 'Add a stance');
  await said(page, 'Not kept on the server yet');
  await page.reload().catch(() => undefined);
  await page.context().setOffline(false);
  await page.goto('about:blank');
  await page.goBack();
  await page.getByText('What you typed is back').waitFor();
  expect(await summary(page).inputValue()).toBe(typed);
  expect(await drafts()).toContain(typed);
  expect(await remembered(page)).not.toContain('Words');
  await press(page, 'Publish');
  await page.waitForURL(/\/updates\/6$/);
  expect(await remembered(page)).toBe('{}');
});

test('while the server can keep nothing, reload and Back lose nothing, and the draft is kept as soon as it can be', async () => {
  const page = await form();
  await fillUpdate(page, 'Typed before.');
  await said(page, 'Kept as a draft.');
  freeSpace = 0;
  const quote = 'x'.repeat(5_000);
  await field(page, 'stances.0.quote').fill(quote);
  await summary(page).fill(typed);
  await said(page, 'Not kept on the server yet: The server can keep nothing at the moment.');
  await page.reload();
  await said(page, 'Not kept on the server yet');
  expect(await summary(page).inputValue()).toBe(typed);
  await press(page, 'Publish');
  await page.getByText('Not available at the moment').waitFor();
  await page.goBack();
  await said(page, 'Not kept on the server yet');
  expect(await summary(page).inputValue()).toBe(typed);
  expect(await field(page, 'stances.0.quote').inputValue()).toBe(quote);
  freeSpace = 1_000_000_000;
  await later(page);
  await said(page, 'Kept as a draft.');
  expect(await drafts()).toContain(typed);
});

test('a session that has ended keeps the words in the tab until its person has signed in again', async () => {
  const page = await form();
  const { signInName } = await application.database.read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
  await fillUpdate(page, 'Typed before.');
  await said(page, 'Kept as a draft.');
  application.time.now = new Date('2025-08-22T09:00:00Z');
  await summary(page).fill(typed);
  await said(page, 'Not kept on the server yet: Your session has ended.');
  await page.reload();
  await page.getByLabel('Sign-in name').fill(signInName);
  await page.getByLabel('Password').fill(visitorPassword);
  await press(page, 'Sign in');
  await page.getByText('What you typed is back').waitFor();
  expect(await summary(page).inputValue()).toBe(typed);
});

test('nobody else who signs in there sees the words, and signing in elsewhere is enough to go on', async () => {
  const page = await form();
  const { signInName } = await application.database.read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
  application.time.now = new Date('2025-08-22T09:00:00Z');
  await summary(page).fill(typed);
  await said(page, 'Your session has ended. Sign in again in another tab.');
  const other = await page.context().newPage();
  const signIn = async (name: string) => {
    await other.goto(`${application.address}/sign-in`);
    await other.getByLabel('Sign-in name').fill(name);
    await other.getByLabel('Password').fill(visitorPassword);
    await press(other, 'Sign in');
    await other.waitForURL(/desk/);
  };
  await application.signedIn('editor');
  const stranger = await application.database.read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
  await signIn(stranger.signInName);
  await later(page);
  await said(page, 'does not belong to your session any more');
  expect(await drafts()).not.toContain(typed);
  await press(other, 'Sign out');
  await signIn(signInName);
  await later(page);
  await said(page, 'Kept as a draft.');
  expect(await drafts()).toContain(typed);
});

test('words that a tab keeps are not shown to the next person in it', async () => {
  const page = await form();
  await page.context().setOffline(true);
  await summary(page).fill(typed);
  await said(page, 'Not kept on the server yet');
  await page.context().setOffline(false);
  const url = page.url();
  await page.route('**/updates', (route) => route.abort());
  await page.goto('about:blank');
  await page.unroute('**/updates');
  await takeSession(page.context(), await application.signedIn('editor'));
  await page.goto(url);
  expect(await summary(page).inputValue()).toBe('');
  await expect.poll(() => remembered(page)).toBe('{}');
});
