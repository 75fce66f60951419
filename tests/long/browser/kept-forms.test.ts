import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Role } from '../../../src/domain/people/permissions.js';
import { type Application, startApplication } from '../../support/application.js';
import { pagesForEachTest, takeSession } from '../../support/browser-pages.js';
import { field, press } from '../../support/update-page.js';

const talks = '/negotiations/russia-ukraine';
const words = 'The report was misread: the speaker is another.';
const isBack = 'What you typed is back: this browser tab had kept it.';
let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

const pageOf = pagesForEachTest();

/** A page of the desk before somebody of this role; null for a visitor. */
async function opened(path: string, role: Role | null): Promise<Page> {
  const page = await pageOf(role === null ? application.visitor() : await application.signedIn(role));
  await page.goto(`${application.address}${path}`);
  return page;
}

const state = (page: Page, text: string) => page.locator('.form-state', { hasText: text }).waitFor();
const notice = (page: Page, text: string) => page.locator('#kept-notice', { hasText: text }).waitFor();
const records = () => application.database.read.entry.count();

/** What this tab remembers. */
const remembered = (page: Page) =>
  page.evaluate(() =>
    JSON.stringify({ ...(globalThis as unknown as { sessionStorage: object }).sessionStorage }),
  );

/** Reloads the page while the server is away; then the server is back, and so is the page. */
async function outageAndBack(page: Page): Promise<void> {
  const url = page.url();
  await page.reload().catch(() => undefined);
  await page.context().setOffline(false);
  await page.goto('about:blank');
  await page.goBack().catch(() => undefined);
  expect(page.url()).toBe(url);
}

/** The address of a form that corrects the newest record of the example. */
async function correction(): Promise<string> {
  const { sequence } = await application.database.read.entry.findFirstOrThrow({
    where: { kind: 'report' },
    orderBy: { sequence: 'desc' },
  });
  return `${talks}/records/${sequence}/correct`;
}

test('a correction typed while the server is away outlives Back and reload, and is forgotten once it is sent', async () => {
  const page = await opened(await correction(), 'editor');
  const before = await records();
  await press(page, 'Add a source');
  await field(page, 'sources.1.outlet').fill('Reuters');
  await field(page, 'reason').fill(words);
  await field(page, 'stances.0.summary').fill('Says so in other words.');
  await page.context().setOffline(true);
  await press(page, 'Publish the correction');
  await state(
    page,
    'The server does not answer. What you typed is kept in this browser tab only. Send it again once the server answers.',
  );
  await outageAndBack(page);
  await notice(page, isBack);
  expect(await field(page, 'reason').inputValue()).toBe(words);
  expect(await field(page, 'stances.0.summary').inputValue()).toBe('Says so in other words.');
  expect(await field(page, 'sources.1.outlet').inputValue()).toBe('Reuters');
  await press(page, 'Remove source 2');
  await field(page, 'sources.1.outlet').waitFor({ state: 'detached' });
  await press(page, 'Publish the correction');
  await page.waitForURL(/\/positions\/.*#record-\d+$/);
  expect(await records()).toBe(before + 1);
  expect(await remembered(page)).toBe('{}');
});

test('a proposed correction is a draft on the server as it is typed, found again by a reload, and forgotten once it is sent', async () => {
  const path = (await correction()).replace('/correct', '/propose-correction');
  const page = await opened(path, 'contributor');
  await field(page, 'reason').fill(words);
  await page.getByText('Kept as a draft.').waitFor();
  expect(await remembered(page)).toBe('{}');
  await page.reload();
  expect(await field(page, 'reason').inputValue()).toBe(words);
  await field(page, 'stances.0.summary').fill('Says so in other words.');
  await press(page, 'Propose the correction');
  await page.waitForURL(/\/proposals\/\d+$/);
  expect(await remembered(page)).toBe('{}');
});

test('a topic typed while the server is away comes back, is sent once its mistake is mended, and can be discarded', async () => {
  const page = await opened(`${talks}/topics/new`, 'admin');
  const name = field(page, 'name');
  await name.fill('Prisoners of war');
  await page.context().setOffline(true);
  await press(page, 'Create topic');
  await state(page, 'The server does not answer.');
  await outageAndBack(page);
  await notice(page, isBack);
  expect(await name.inputValue()).toBe('Prisoners of war');
  await press(page, 'Discard it');
  await notice(page, 'What you typed is discarded.');
  expect(await name.inputValue()).toBe('');
  expect(await remembered(page)).toBe('{}');
  await press(page, 'Bring it back');
  await notice(page, isBack);
  expect(await name.inputValue()).toBe('Prisoners of war');
  await name.fill(' ');
  await press(page, 'Create topic');
  await page.locator('#problems').waitFor();
  await name.fill('Prisoners of war');
  await press(page, 'Create topic');
  await page.waitForURL(/\/topics#topic-\d+$/);
  expect(await application.database.read.topic.count({ where: { name: 'Prisoners of war' } })).toBe(1);
  expect(await remembered(page)).toBe('{}');
});

test('what was changed meanwhile is shown beside what comes back, before it is replaced', async () => {
  const path = await correction();
  const page = await opened(path, 'editor');
  await field(page, 'reason').fill(words);
  await field(page, 'stances.0.summary').fill('Mine.');
  const other = await opened(path, 'editor');
  await field(other, 'reason').fill('A colleague was faster.');
  await field(other, 'stances.0.summary').fill('Theirs.');
  await press(other, 'Publish the correction');
  await other.waitForURL(/#record-/);
  await page.reload();
  await notice(page, 'This has been changed meanwhile');
  await press(page, 'Publish the correction');
  await page.getByText('Nothing you typed is lost.').waitFor();
  expect(await page.getByText('Theirs.').count()).toBeGreaterThan(0);
  expect(await field(page, 'stances.0.summary').inputValue()).toBe('Mine.');
});

test('the next person in a tab sees nothing of what was typed, and none of it stays', async () => {
  const page = await opened(`${talks}/topics/new`, 'admin');
  await field(page, 'name').fill('Prisoners of war');
  expect(await remembered(page)).toContain('Prisoners');
  await takeSession(page.context(), await application.signedIn('admin'));
  await page.reload();
  await page.waitForLoadState();
  expect(await field(page, 'name').inputValue()).toBe('');
  expect(await remembered(page)).toBe('{}');
});

test('neither a password nor the secret of a link is kept', async () => {
  await application.stop();
  application = await startApplication({ exampleData: false });
  const path = `/set-up/${application.setUpToken}`;
  const page = await opened(path, null);
  await field(page, 'signInName').fill('first-admin');
  await field(page, 'publicName').fill('The desk');
  await field(page, 'password').fill('a sentence that nobody knows');
  await page.context().setOffline(true);
  await press(page, 'Create the first admin');
  await state(page, 'The server does not answer.');
  const kept = await remembered(page);
  expect(kept).toContain('first-admin');
  expect(kept).not.toContain('sentence');
  expect(kept).not.toContain(application.setUpToken);
  await outageAndBack(page);
  await notice(page, isBack);
  expect(await field(page, 'signInName').inputValue()).toBe('first-admin');
  expect(await field(page, 'password').inputValue()).toBe('');
});

test('an answer of a proxy in place of the server does not count as a page of ours', async () => {
  const page = await opened(`${talks}/topics/new`, 'admin');
  await field(page, 'name').fill('Prisoners of war');
  await page.route('**/topics', (route) => route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }));
  await press(page, 'Create topic');
  await state(
    page,
    'The server answers with an error (502). What you typed is kept in this browser tab only.',
  );
  expect(await field(page, 'name').inputValue()).toBe('Prisoners of war');
});
