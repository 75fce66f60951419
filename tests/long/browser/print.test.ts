import { noTerms } from '../../../src/domain/structure/negotiation.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemand } from '../../../src/actions/structure/create-demand.js';
import { logUpdate } from '../../../src/actions/updates/log-update.js';
import { newSource, newStance } from '../../domain/update-builder.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { type Application, startApplication } from '../../support/application.js';
import { openBrowser } from '../../support/browser.js';
import { createBackers, createStructure, noon } from '../../support/structure.js';

const talks = '/negotiations/russia-ukraine';
/** The width of an A4 sheet between margins of 14 mm, in pixels of CSS. */
const sheets = { upright: 688, sideways: 1017 };
let application: Application;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  application = await startApplication({ exampleData: false });
  const { database } = application;
  const { negotiationId, topic, russia, ukraine, demand: renunciation } = await createStructure(database);
  const names = Array.from({ length: 58 }, (_, index) => `Party ${index + 3}`);
  const longest = `Party 60 ${'of a very long name '.repeat(5)}`.trim();
  await createBackers(database, negotiationId, [...names.slice(0, -1), longest], 3);
  const fields = {
    topic,
    slug: '',
    raisers: [russia],
    addressees: [ukraine],
    otherAddressees: '',
    ...noTerms,
  };
  for (let order = 2; order <= 6; order += 1) {
    const demand = { ...fields, proposition: `Ukraine does the thing of number ${order}`, order };
    await createDemand(database, theServer, { negotiationId, fields: demand }, noon);
  }
  const stances = [newStance({ party: russia, demand: renunciation, position: 'demands', speaker: null })];
  const update = {
    headline: 'One position',
    sources: [newSource()],
    stances,
    articleText: '',
    idempotencyKey: 'one',
  };
  await logUpdate(database, theServer, { negotiationId, update, seen: null }, noon);
  browser = await openBrowser();
  page = await browser.newPage();
  await page.emulateMedia({ media: 'print' });
});

afterAll(async () => {
  await browser.close();
  await application.stop();
});

const parties = (count: number) =>
  ['russia', 'ukraine', ...Array.from({ length: count - 2 }, (_, index) => `party-${index + 3}`)]
    .map((slug) => `party=${slug}`)
    .join('&');

/** The cells and heads that are not within the sheet. What is not assessed is one line, in which no cell prints its word. */
async function outside(width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 800 });
  return page.locator('.matrix').evaluate(
    (matrix, right) =>
      [...matrix.querySelectorAll('th, td, a')]
        .filter((box) => {
          const { right: end, width: own } = box.getBoundingClientRect();
          return end > right || (own === 0 && !box.matches('.is-not-assessed > a'));
        })
        .map(({ outerHTML }) => outerHTML.slice(0, 100)),
    width,
  );
}

/** What is printed before the word of each cell. */
function namesOfCells(): Promise<string[]> {
  return page
    .locator('.matrix td')
    .evaluateAll((cells) =>
      cells.map((cell) => cell.ownerDocument.defaultView?.getComputedStyle(cell, '::before').content ?? ''),
    );
}

test.each([2, 8, 9, 21, 32, 60])('a matrix of %i parties is printed whole', async (count) => {
  await page.goto(`${application.address}${talks}?${count === 60 ? '' : parties(count)}`);
  expect(await page.locator('.matrix-party').count()).toBe(count);
  expect(await outside(sheets.upright)).toEqual([]);
  expect(await outside(sheets.sideways)).toEqual([]);
  expect((await page.pdf({ format: 'A4', landscape: true })).length).toBeGreaterThan(10_000);
});

test('where columns have no room, each cell is printed under the name of its party', async () => {
  await page.goto(`${application.address}${talks}?${parties(9)}`);
  await page.setViewportSize({ width: sheets.sideways, height: 800 });
  expect((await namesOfCells()).slice(0, 3)).toEqual(['"Russia"', '"Ukraine"', '"Party 3"']);
  await page.setViewportSize({ width: sheets.upright, height: 800 });
  expect((await namesOfCells()).slice(0, 9)).toEqual([
    '"Russia"',
    '"Not assessed: Ukraine,"',
    ...[3, 4, 5, 6, 7, 8].map((number) => `"Party ${number},"`),
    '"Party 9"',
  ]);
  expect(await page.locator('.matrix td').first().textContent()).toContain('Demands');
  await page.setViewportSize({ width: sheets.sideways, height: 800 });
  await page.goto(`${application.address}${talks}?${parties(8)}`);
  const before = await page
    .locator('.matrix td')
    .first()
    .evaluate((cell) => cell.ownerDocument.defaultView?.getComputedStyle(cell, '::before').content);
  expect(before).toBe('none');
});

test('both clocks and the permalink are printed', async () => {
  await page.goto(`${application.address}${talks}`);
  expect(await page.locator('.figure-clocks:visible').textContent()).toMatch(/^As of .* · recorded by /);
  expect(await page.locator('.on-paper:visible').textContent()).toContain('known_at=');
});

test.each([`${talks}/updates`, `${talks}/corrections`, `${talks}/sources`])(
  'what narrows the list of %s is not printed, nor what it is called, nor where the colophon leads',
  async (path) => {
    await page.goto(`${application.address}${path}`);
    expect(await page.locator('form:visible, :has(> form) > .aside-title:visible').all()).toEqual([]);
    expect(await page.locator('.publisher a:visible').all()).toEqual([]);
    expect(await page.locator('.colophon .on-paper:visible').count()).toBe(1);
  },
);
