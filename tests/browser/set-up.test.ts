import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { follow } from '../support/browser.js';
import { pagesForEachTest } from '../support/browser-pages.js';
import { climateLists } from '../support/climate-lists.js';
import { field } from '../support/update-page.js';

/** From the desk to the matrix of a negotiation with its parties, topics and demands. It must not grow. */
const [mostPages, mostClicks] = [4, 9];

let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const pageOf = pagesForEachTest();

test('a negotiation of eight parties is set up from pasted lists in four pages', async () => {
  const page = await pageOf(await application.signedIn('admin'));
  await page.goto(`${application.address}/desk`);
  let [pages, clicks] = [0, 0];
  page.on('load', () => {
    pages += 1;
  });
  const click = async (selector: string) => {
    clicks += 1;
    await page.locator(selector).click();
  };
  const press = async (role: 'link' | 'button', name: string) => {
    clicks += 1;
    await follow(page, () => page.getByRole(role, { name, exact: true }).click());
  };
  await press('link', 'New negotiation');
  await click('[name="name"]');
  await page.keyboard.type('COP30 climate talks');
  await press('button', 'Create negotiation');
  for (const name of ['topics', 'parties', 'demands'] as const) {
    await click(`[name="${name}"]`);
    await page.keyboard.insertText(climateLists[name]);
  }
  // The answer comes in place of the page; it counts as one.
  pages += 1;
  clicks += 1;
  await page.getByRole('button', { name: 'See what will be made', exact: true }).click();
  await page.locator('button:focus').waitFor();
  await press('button', 'Make 19 things');
  expect(new URL(page.url()).pathname).toBe('/negotiations/cop30-climate-talks');
  expect(await page.locator('thead th[scope="col"]').count()).toBeGreaterThanOrEqual(8);
  expect(await field(page, 'topics').count()).toBe(0);
  process.stdout.write(`A new negotiation from lists: ${pages} pages, ${clicks} clicks\n`);
  expect([pages <= mostPages, clicks <= mostClicks]).toEqual([true, true]);
});
