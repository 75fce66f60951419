import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { pagesForEachTest } from '../../support/browser-pages.js';
import { idsOf, soundUpdate } from '../../support/update-form.js';
import { field, press } from '../../support/update-page.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

const pageOf = pagesForEachTest();

async function form(javaScriptEnabled = true): Promise<Page> {
  const page = await pageOf(await application.signedIn('editor'), { javaScriptEnabled });
  await page.goto(`${application.address}${talks}/updates/new`);
  return page;
}

const position = (page: Page) => page.getByLabel('Position', { exact: true });
const chosen = (page: Page) => field(page, 'stances.0.position').inputValue();

test.each([
  ['rejects', 'rejects'],
  ['Rejects', 'rejects'],
  ['-2', 'rejects'],
  ['−3', 'rejects_red_line'],
  ['rejects_red_line', 'rejects_red_line'],
  ['no stated', 'no_stated_position'],
  ['RÉLUCTANT', 'reluctant'],
])('“%s” and Tab choose %s', async (words, value) => {
  const page = await form();
  await position(page).fill(words);
  await page.keyboard.press('Tab');
  expect(await chosen(page)).toBe(value);
  expect(await position(page).getAttribute('aria-invalid')).toBeNull();
});

test('a position that fits no value is marked and kept: at once, after a reload, and when it is sent', async () => {
  const page = await form();
  await position(page).fill('refuses');
  await page.keyboard.press('Tab');
  const message = page.locator('#field-stances-0-position-error');
  expect(await message.textContent()).toBe('Nothing here fits “refuses”. Choose one of the list.');
  expect(await position(page).getAttribute('aria-invalid')).toBe('true');
  expect(await position(page).getAttribute('aria-describedby')).toContain('field-stances-0-position-error');
  await page.getByText('Kept as a draft.').waitFor();
  await page.reload();
  expect(await position(page).inputValue()).toBe('refuses');
  expect(await message.textContent()).toBe('Nothing here fits “refuses”. Choose one of the list.');
  await press(page, 'Publish');
  const problems = page.locator('#problems:focus');
  await problems.waitFor();
  const link = problems.getByText('Stance 1, position: Choose a position.');
  await link.click();
  expect(await page.locator(':focus').getAttribute('id')).toBe('field-stances-0-position');
  await position(page).fill('2');
  await page.keyboard.press('Tab');
  const several = '“2” fits several: ▲▲ Demands; ✓ Agreed. Choose one of them.';
  await expect.poll(() => message.textContent()).toBe(several);
  await position(page).fill('agreed');
  await page.keyboard.press('Tab');
  await expect.poll(() => message.count()).toBe(0);
});

test('after a refusal the focus is on the list of errors, even without scripts', async () => {
  const page = await form(false);
  await press(page, 'Publish');
  await page.locator('#problems:focus').waitFor();
});

test('the form says as soon as a position is chosen that a colleague has it in a form, beside what stands', async () => {
  const ids = await idsOf(application);
  const colleague = await application.signedIn('editor');
  await colleague.post(`${talks}/updates`, soundUpdate(ids, { do: 'save' }));
  const page = await form();
  await page.getByLabel('Party', { exact: true }).selectOption({ label: 'Ukraine' });
  await page.getByLabel('Demand', { exact: true }).fill('Crimea');
  await page.keyboard.press('Tab');
  await page.getByText('Another editor had this position in a form just now.').waitFor();
  expect(await page.locator('.standing').textContent()).toContain('Stands now:');
});
