import { noTerms } from '../../src/domain/structure/negotiation.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noExternalIds } from '../../src/domain/structure/external-ids.js';
import { createDemand } from '../../src/actions/structure/create-demand.js';
import { createParty } from '../../src/actions/structure/create-party.js';
import { theServer } from '../../src/domain/people/actor.js';
import { type Application, startApplication } from '../support/application.js';
import { openBrowser } from '../support/browser.js';
import { createStructure, noon } from '../support/structure.js';

const talks = '/negotiations/russia-ukraine';
/** The width of an A4 sheet between margins of 14 mm, in pixels of CSS. */
const sheets = { upright: 688, sideways: 1017 };
let application: Application;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  application = await startApplication({ exampleData: false });
  const { database } = application;
  const { negotiationId, topic, russia, ukraine } = await createStructure(database);
  for (let order = 3; order <= 60; order += 1) {
    const name = `Party ${order} ${order === 60 ? 'of a very long name '.repeat(5) : ''}`.trim();
    const common = {
      shortName: null,
      ...noExternalIds,
      slug: '',
      kind: 'state',
      role: 'backer',
      members: [],
    } as const;
    const fields = { name, order, ...common };
    await createParty(database, theServer, { negotiationId, fields }, noon);
  }
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

/** The cells and heads that are not within the sheet. */
async function outside(width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 800 });
  return page
    .locator('.matrix')
    .evaluate(
      (matrix, right) =>
        [...matrix.querySelectorAll('th, td, a')]
          .filter(
            (box) => box.getBoundingClientRect().right > right || box.getBoundingClientRect().width === 0,
          )
          .map(({ outerHTML }) => outerHTML.slice(0, 100)),
      width,
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
  const names = await page
    .locator('.matrix td')
    .evaluateAll((cells) =>
      cells.map((cell) => cell.ownerDocument.defaultView?.getComputedStyle(cell, '::before').content),
    );
  expect(names.slice(0, 3)).toEqual(['"Russia"', '"Ukraine"', '"Party 3"']);
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
