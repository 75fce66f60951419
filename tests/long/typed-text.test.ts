import { expect, test } from 'vitest';
import { startApplication, visitorPassword } from '../support/application.js';
import { follow, openBrowser } from '../support/browser.js';
import { openPage } from '../support/browser-pages.js';
import { temporaryFolder } from '../support/database.js';
import { ServerProcess } from '../support/server-process.js';
import { field, fillUpdate, press } from '../support/update-page.js';

test('a server that is killed and started again still has the draft, and gets what was typed meanwhile', async () => {
  const folder = temporaryFolder();
  const killed = await ServerProcess.start(folder);
  const browser = await openBrowser();
  const page = await browser.newPage();
  const summary = field(page, 'stances.0.summary');
  const headline = field(page, 'headline');
  const kept = () => page.getByText('Kept as a draft.').waitFor();
  const fillAndPress = async (button: string) => {
    await page.getByLabel('Sign-in name').fill('an-editor');
    await page.getByLabel('Password').fill(visitorPassword);
    await follow(page, () => press(page, button));
  };
  await page.goto(/http:\S+\/set-up\/[\w-]{43}/.exec(killed.errors)?.[0] as string);
  await fillAndPress('Create the first admin');
  await fillAndPress('Sign in');
  const log = page.getByRole('link', { name: /^Log an update.*Russia–Ukraine/ });
  await follow(page, () => log.click());

  await summary.fill('Typed before the server died.');
  await kept();
  await killed.kill();
  await headline.fill('Typed while it was away');
  await page.getByText('Not kept on the server yet:').waitFor();
  const server = await ServerProcess.start(folder, { PORT: new URL(killed.address).port });
  await kept();
  await page.reload();
  expect(await summary.inputValue()).toBe('Typed before the server died.');
  expect(await headline.inputValue()).toBe('Typed while it was away');

  await page.goto(`${server.address}/desk`);
  const draft = page.getByRole('listitem').filter({ hasText: 'Typed while it was away' });
  expect(await draft.textContent()).toContain('Russia–Ukraine ceasefire talks · kept on');
  await follow(page, () => draft.getByRole('link', { name: 'Typed while it was away' }).click());
  expect(await summary.inputValue()).toBe('Typed before the server died.');
  await browser.close();
  await server.stop();
});

test('a form larger than the server takes comes back with all that was typed, and is sent once it is shorter', async () => {
  const application = await startApplication();
  const browser = await openBrowser();
  const page = await openPage(browser, await application.signedIn('editor'));
  const summary = page.getByLabel('Stance 1: summary');

  await page.goto(
    `${application.address}/negotiations/russia-ukraine/updates/new?party=ukraine&demand=crimea`,
  );
  await fillUpdate(page, 'x'.repeat(4_200_000));
  await press(page, 'Publish');
  await page.getByText('The form is larger than the 4 MB').waitFor();
  expect((await summary.inputValue()).length).toBe(4_200_000);
  await summary.fill('The President would talk about it.');
  await press(page, 'Send it again');
  await page.waitForURL(/\/updates\/6$/);
  await browser.close();
  await application.stop();
});
