import { afterAll, beforeAll, expect, test } from 'vitest';
import { nothings } from '../../../src/domain/cells/cell.js';
import { actOnRecords } from '../../support/all-pages.js';
import { type Application, startApplication } from '../../support/application.js';
import { pagesForEachTest } from '../../support/browser-pages.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  await actOnRecords(application, await application.signedIn('editor'));
});

afterAll(() => application.stop());

const pageOf = pagesForEachTest();

/** A page with the matrix, and what has the focus: the end of its address. */
async function open(query = '', options = {}) {
  const page = await pageOf(application.visitor(), options);
  await page.goto(`${application.address}${talks}${query}`);
  const focused = () =>
    page
      .locator(':focus')
      .first()
      .evaluate((link) => link.getAttribute('href')?.replace(/.*\/(positions|demands|parties)\//, '') ?? '');
  return { page, focused };
}

test('the table is one stop of the keyboard, with arrow keys inside', async () => {
  const { page, focused } = await open();
  expect(await page.locator('.matrix').getAttribute('role')).toBe('grid');
  expect(await page.locator('.matrix a[tabindex="0"]').count()).toBe(1);
  await page.locator('.matrix-scroller').focus();
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('russia/ceasefire-first');
  const path: [string, string][] = [
    ['ArrowRight', 'ukraine/ceasefire-first'],
    ['ArrowDown', 'ukraine/cede-territory'],
    ['Home', 'cede-territory'],
    ['ArrowUp', 'ceasefire-first'],
    ['ArrowUp', 'ceasefire-first'],
    ['ArrowRight', 'russia/ceasefire-first'],
    ['ArrowUp', 'russia'],
    ['End', 'united-kingdom'],
    ['Home', 'russia'],
    ['ArrowRight', 'ukraine'],
    ['ArrowDown', 'ukraine/ceasefire-first'],
    ['Control+End', 'united-kingdom/ukraine-at-the-table'],
    ['ArrowDown', 'united-kingdom/ukraine-at-the-table'],
    ['Control+Home', 'ceasefire-first'],
    ['ArrowLeft', 'ceasefire-first'],
  ];
  const passed: [string, string][] = [];
  for (const [key] of path) {
    await page.keyboard.press(key);
    passed.push([key, await focused()]);
  }
  expect(passed).toEqual(path);
  await page.keyboard.press('Tab');
  expect(await page.locator('.matrix :focus').count()).toBe(0);
  await page.keyboard.press('Shift+Tab');
  expect(await focused()).toBe('ceasefire-first');
});

test('what has the focus is not hidden under the header', async () => {
  const { page } = await open('', { viewport: { width: 1280, height: 420 } });
  await page.locator('.matrix a[tabindex="0"]').focus();
  await page.keyboard.press('Control+End');
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('ArrowUp');
    const [link, head] = [
      await page.locator(':focus').first().boundingBox(),
      await page.locator('.matrix .matrix-corner').boundingBox(),
    ];
    if (!link || !head) throw new Error('Nothing has the focus.');
    const isInHead = (await page.locator('thead :focus').count()) === 1;
    if (!isInHead) expect(link.y).toBeGreaterThanOrEqual(head.y + head.height - 1);
  }
});

test('a card shows what is behind the cell that is pointed at or has the focus, until Escape', async () => {
  const { page } = await open();
  const cell = page.locator(`.matrix a[href$="/positions/ukraine/cede-territory"]`);
  await cell.hover();
  const card = page.getByRole('tooltip');
  await expect.poll(() => card.textContent().catch(() => '')).toContain('Ukraine: Rejects (red line)');
  expect(await card.textContent()).toContain('Our record was corrected');
  expect(await cell.getAttribute('aria-describedby')).toBe('cell-card');
  await card.hover();
  await page.waitForTimeout(400);
  expect(await card.isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await card.isVisible()).toBe(false);
  await page.mouse.move(0, 0);
  await page.locator('.matrix a[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => card.textContent()).toContain('Ukraine: Not yet assessed');
});

test('without scripts every cell is a link in the ordinary order, and nothing is lost', async () => {
  const { page } = await open('', { javaScriptEnabled: false });
  expect(await page.locator('.matrix[role]').count()).toBe(0);
  await page.locator('.matrix td a').first().focus();
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').getAttribute('href')).toBe(
    `${talks}/positions/ukraine/ceasefire-first`,
  );
  await page
    .locator('.matrix td')
    .nth(4)
    .click({ position: { x: 2, y: 2 } });
  expect(new URL(page.url()).pathname).toBe(`${talks}/positions/united-kingdom/ceasefire-first`);
});

test('on a phone the first position is on the first screen, as a chip of its demand’s card', async () => {
  const { page } = await open('', { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  const chip = await page.locator('.matrix td:not(.tone-nothing)').first().boundingBox();
  expect((chip?.y ?? 0) + (chip?.height ?? 0)).toBeLessThanOrEqual(844);
  expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBe(390);
  for (const cell of await page.locator('.matrix td').all())
    expect((await cell.boundingBox())?.height).toBeGreaterThanOrEqual(24);
});

test('with details no column is out of sight', async () => {
  const { page } = await open('?details=1', { viewport: { width: 1280, height: 900 } });
  const scroller = page.locator('.matrix-scroller');
  expect(await scroller.evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0);
});

test('on a phone the parties that are not assessed are one line of a card, its words said once', async () => {
  const { page } = await open('', { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  const short = nothings.find(({ value }) => value === 'not_assessed')?.short;
  const cards = await page.locator('.matrix tbody tr:not(.topic-row)').all();
  for (const card of cards) {
    const said = await card
      .locator('.is-not-assessed')
      .evaluateAll((cells) =>
        cells.map((cell) => cell.ownerDocument.defaultView?.getComputedStyle(cell, '::before').content ?? ''),
      );
    const words = said.map((each) => each.replace(/"( (?=")|)/g, ''));
    expect(words.filter((each) => each.startsWith(`${short}: `)).length).toBe(words.length > 0 ? 1 : 0);
    expect(words.filter((each) => each.endsWith(',')).length).toBe(Math.max(0, words.length - 1));
  }
  const link = page.locator('.matrix .is-not-assessed a').first();
  expect(await link.evaluate((words) => words.getBoundingClientRect().width)).toBe(0);
});

test('on a phone parties are picked in a form that needs no script', async () => {
  const { page } = await open('', { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await page.locator('summary', { hasText: 'Parties' }).click();
  await page.getByLabel('Ukraine', { exact: true }).check();
  await page.locator('details[open] button', { hasText: 'Show' }).click();
  expect(new URL(page.url()).searchParams.getAll('party')).toEqual(['ukraine']);
  expect(await page.locator('.matrix tbody tr').nth(1).locator('td').count()).toBe(1);
});

test('in forced colours sign, word and edge of a cell are there', async () => {
  const { page } = await open('', { forcedColors: 'active' });
  const styleOf = (known: string) =>
    page
      .locator(`.matrix td.${known}`)
      .first()
      .evaluate((cell) => {
        const view = cell.ownerDocument.defaultView;
        const link = cell.querySelector('a');
        const sign = link && view?.getComputedStyle(link, '::before');
        const own = view?.getComputedStyle(cell);
        return { outline: `${own?.outlineStyle} ${own?.outlineWidth}`, sign: sign?.backgroundColor };
      });
  const [onRecord, reported] = [await styleOf('by-record'), await styleOf('by-reported')];
  // Thick, and the thin line of the table.
  expect(onRecord.outline).toMatch(/^solid [23]/);
  expect(reported.outline).toMatch(/^none/);
  for (const { sign } of [onRecord, reported]) expect(sign).not.toMatch(/^rgba\(.*, 0\)$/);
});
