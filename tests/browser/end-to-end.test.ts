import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { follow, openBrowser } from '../support/browser.js';
import { createBackers } from '../support/structure.js';

const talks = '/negotiations/russia-ukraine';
const password = 'a quiet sentence for the desk';
const earlier = `?as_of=2025-08-18&known_at=2025-08-20T12:00:01Z`;

let application: Application;
let browsers: Browser[];
let editor: Page;
let reader: Page;

beforeAll(async () => {
  application = await startApplication();
  browsers = [await openBrowser(), await openBrowser()];
  // The editor works without scripts: nothing at the desk may need them.
  const desk = await (browsers[0] as Browser).newContext({ javaScriptEnabled: false });
  editor = await desk.newPage();
  editor.setDefaultTimeout(8_000);
  reader = await (browsers[1] as Browser).newPage();
});

afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await application.stop();
});

/** The editor activates a link or a button, and waits for the page that it leads to. */
const activate = (role: 'button' | 'link', name: string | RegExp) =>
  follow(editor, () => editor.getByRole(role, { name }).click());

async function earlierBytes(): Promise<string[]> {
  const paths = ['', '/matrix.csv', '/positions.csv', '/positions/united-kingdom/security-guarantees'];
  const answers = await Promise.all(
    paths.map((path) => application.visitor().get(`${talks}${path}${earlier}`)),
  );
  return answers.map(({ text }) => text);
}

interface StanceFields {
  readonly party: string;
  readonly demand: RegExp;
  readonly position: RegExp;
  readonly summary: string;
}

async function fillStance(index: number, { party, demand, position, summary }: StanceFields): Promise<void> {
  const row = editor.locator(`#stances-${index}`);
  const demandLabel = await row.getByLabel('Demand').locator('option', { hasText: demand }).textContent();
  const positionLabel = await row
    .getByLabel('Position')
    .locator('option', { hasText: position })
    .textContent();
  await row.getByLabel('Party').selectOption({ label: party });
  await row.getByLabel('Demand').selectOption({ label: demandLabel as string });
  await row.getByLabel('Position').selectOption({ label: positionLabel as string });
  await row.getByLabel('Attribution').selectOption({ label: 'On the record, principal' });
  await row.getByLabel('Effective date').fill('2025-08-20');
  await row.getByLabel('Summary').fill(summary);
}

test('the first admin signs in, logs three stances; a reader sees them; correction and retraction show as such', async () => {
  const before = await earlierBytes();

  await editor.goto(`${application.address}/set-up/${application.setUpToken}`);
  await editor.getByLabel('Sign-in name').fill('editor-in-chief');
  await editor.getByLabel('Password').fill(password);
  await activate('button', 'Create the first admin');
  await editor.getByLabel('Sign-in name').fill('editor-in-chief');
  await editor.getByLabel('Password').fill(password);
  await activate('button', 'Sign in');
  expect(await editor.locator('h1').textContent()).toBe('Desk');

  await activate('link', 'Log an update');
  await editor.getByLabel('Headline').fill('London and Brussels answer on guarantees');
  await editor.getByLabel('Web address').fill('https://example.org/guarantees');
  await editor.getByLabel('Outlet').fill('Reuters');
  await editor.getByLabel('Title').fill('London offers to join the guarantees');
  await editor.getByLabel('Published on').fill('2025-08-20');
  await fillStance(1, {
    party: 'United Kingdom',
    demand: /security guarantees/,
    position: /Favours/,
    summary: 'The Prime Minister offers to take part.',
  });
  await activate('button', 'Add a stance');
  await fillStance(2, {
    party: 'United Kingdom',
    demand: /territory to Russia/,
    position: /Rejects$/,
    summary: 'London rejects any cession.',
  });
  await activate('button', 'Add a stance');
  await fillStance(3, {
    party: 'European Union',
    demand: /sanctions on Russia/,
    position: /Rejects$/,
    summary: 'Sanctions stay, says the Commission.',
  });
  const lastPositions = editor.getByRole('button', { name: 'Show the present positions' }).last();
  await follow(editor, () => lastPositions.click());
  expect(await editor.locator('#stances-2 .standing').textContent()).toContain('No stated position');
  await activate('button', 'Publish');
  expect(await editor.locator('h1').textContent()).toBe('London and Brussels answer on guarantees');

  await reader.goto(`${application.address}${talks}`);
  const cell = (party: string, demand: string) =>
    reader.locator(`.matrix a[href="${talks}/positions/${party}/${demand}"]`);
  expect((await cell('united-kingdom', 'security-guarantees').textContent())?.trim()).toBe('Favours');
  expect((await cell('united-kingdom', 'cede-territory').textContent())?.trim()).toBe('Rejects');
  expect((await cell('european-union', 'sanctions-relief').textContent())?.trim()).toBe('Rejects');
  await follow(reader, () => cell('united-kingdom', 'security-guarantees').click());
  expect(await reader.locator('h1').textContent()).toMatch(
    /^United Kingdom favours: Ukraine receives security guarantees/,
  );
  const download = reader.waitForEvent('download');
  await reader.getByRole('link', { name: 'CSV' }).click();
  expect((await download).suggestedFilename()).toBe(
    'russia-ukraine-united-kingdom-security-guarantees-2025-08-21.csv',
  );
  const { text: csv } = await application.visitor().get(`${talks}/stances.csv`);
  for (const summary of [
    'The Prime Minister offers to take part.',
    'London rejects any cession.',
    'Sanctions stay, says the Commission.',
  ]) {
    expect(csv).toContain(summary);
  }

  await editor.goto(`${application.address}${talks}/positions/united-kingdom/security-guarantees`);
  await activate('link', /^Correct .*record of/);
  await editor.getByLabel('Reason').fill('He set a condition, which we had left out.');
  const position = editor.locator('#stances-1').getByLabel('Position');
  const conditional = await position.locator('option', { hasText: 'Open, with conditions' }).textContent();
  await position.selectOption({ label: conditional as string });
  await activate('button', 'Publish the correction');
  expect(await editor.locator('.error-summary').textContent()).toContain('record the conditions');
  await editor.getByLabel('Conditions').fill('The United States takes part as well.');
  await activate('button', 'Publish the correction');

  await editor.goto(`${application.address}${talks}/positions/european-union/sanctions-relief`);
  await activate('link', /^Retract .*record of/);
  await editor.getByLabel('Reason').fill('The outlet has withdrawn its report.');
  await activate('button', 'Retract the record');

  await reader.goto(`${application.address}${talks}/positions/united-kingdom/security-guarantees`);
  expect(await reader.locator('h1').textContent()).toMatch(/^United Kingdom is open, with conditions:/);
  expect(await reader.locator('.act del').first().textContent()).toBe('Favours');
  expect(await reader.locator('.act ins').first().textContent()).toBe('Open, with conditions');
  expect(await reader.locator('.act-reason').textContent()).toBe(
    'He set a condition, which we had left out.',
  );
  await reader.goto(`${application.address}${talks}`);
  expect((await cell('european-union', 'sanctions-relief').textContent())?.trim()).toBe('Retracted');
  await follow(reader, () => cell('european-union', 'sanctions-relief').click());
  expect(await reader.locator('.struck').textContent()).toContain('Sanctions stay, says the Commission.');
  expect(await reader.locator('.act-reason').textContent()).toBe('The outlet has withdrawn its report.');

  expect(await earlierBytes()).toEqual(before);
});

test('the matrix scrolls by keyboard, and its first column, header and topics stay in sight', async () => {
  await reader.setViewportSize({ width: 800, height: 700 });
  // More parties than fit the width.
  const { read } = application.database;
  const { id } = await read.negotiation.findFirstOrThrow({ where: { slug: 'russia-ukraine' } });
  const names = Array.from({ length: 8 }, (_, index) => `Backer ${index + 1}`);
  await createBackers(application.database, id, names);
  await reader.goto(`${application.address}${talks}?details=1`);
  const scroller = reader.getByRole('region', { name: /Who wants what/ });
  const edge = async (selector: string) => (await reader.locator(selector).first().boundingBox())?.x;
  const [rowEdge, topicEdge] = [await edge('.matrix th[scope="row"]'), await edge('.topic-row span')];
  await scroller.focus();
  for (let press = 0; press < 6; press += 1) await reader.keyboard.press('ArrowRight');
  const scrolled = () =>
    scroller.evaluate((element) => (element as unknown as { scrollLeft: number }).scrollLeft);
  await expect.poll(scrolled).toBeGreaterThan(100);
  expect(await edge('.matrix th[scope="row"]')).toBe(rowEdge);
  expect(await edge('.topic-row span')).toBe(topicEdge);
  for (const link of await reader.locator('.matrix td a').all()) {
    expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  }
});

test('the keyboard passes the whole matrix by a link before it, which shows when it is reached', async () => {
  await reader.goto(`${application.address}${talks}`);
  const skip = reader.getByRole('link', { name: 'Skip the table' });
  expect((await skip.boundingBox())?.height).toBe(1);
  await skip.focus();
  expect((await skip.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  await reader.keyboard.press('Enter');
  await expect.poll(() => reader.locator('#below-matrix:focus').count()).toBe(1);
});
