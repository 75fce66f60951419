import type { Page, Route } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication, visitorPassword } from '../../support/application.js';
import { follow } from '../../support/browser.js';
import { pagesForEachTest } from '../../support/browser-pages.js';
import { Keyboard } from '../../support/keyboard.js';
import { field, fillUpdate, press } from '../../support/update-page.js';

const talks = '/negotiations/russia-ukraine';
/** Key presses, text aside, from the sign-in page to a published update with three stances. It must not grow. */
const mostPresses = 53;

let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

const pageOf = pagesForEachTest();

/** A page of somebody who is signed in. */
const desk = async (role: 'editor' | 'admin' = 'editor') => pageOf(await application.signedIn(role));

const form = (page: Page) =>
  page.goto(`${application.address}${talks}/updates/new?party=ukraine&demand=crimea`);
const updates = () => application.database.read.update.count();
/** What the tab had kept is back once the server has it, some time after the page. */
const holds = (page: Page, name: string, text: string) =>
  expect.poll(() => field(page, name).inputValue()).toBe(text);
const kept = (page: Page) => page.getByText('Kept as a draft.').waitFor();

test('whatever is wrong has a thick border, a line to type into as a list to choose from', async () => {
  const page = await desk();
  await page.goto(`${application.address}${talks}/updates/new`);
  await press(page, 'Publish');
  await page.locator('.error-summary').waitFor();
  const borders = await page.evaluate<string[]>(
    `[...document.querySelectorAll('[aria-invalid="true"]:not([hidden])')].map(
      (field) => field.localName + ' ' + getComputedStyle(field).borderTopWidth)`,
  );
  expect([...new Set(borders)].sort()).toEqual(['input 2px', 'select 2px']);
});

test('from a report’s address to three published stances by keyboard alone, in few presses', async () => {
  await application.signedIn('editor');
  const { signInName } = await application.database.read.user.findFirstOrThrow();
  const page = await pageOf(application.visitor());
  const keyboard = new Keyboard(page);
  await page.goto(`${application.address}/sign-in`);
  keyboard.presses = 0;
  await keyboard.type('Sign-in name', signInName);
  await keyboard.type('Password', visitorPassword);
  await keyboard.submit();
  await keyboard.activate(/^Log an update/);
  // The address of the source has the focus already.
  await page.keyboard.insertText('https://example.org/report?utm_source=letter');
  await keyboard.next('Outlet', 'Reuters');
  await keyboard.next('Title', 'Ukraine answers');
  await keyboard.next('Published on', '2025-08-20');
  await keyboard.next('Headline', 'Kyiv answers on Crimea, Donbas and NATO');
  for (const [index, demand] of ['Crimea', 'Donbas', 'NATO membership'].entries()) {
    if (index === 0) {
      await keyboard.pick('Party', 'Ukraine');
      await keyboard.reach('Demand');
    } else {
      await keyboard.press('Alt+s');
      // The new row takes the focus, on its demand.
      await page.locator(`#field-stances-${index}-demand:focus`).waitFor();
    }
    await page.keyboard.insertText(demand);
    await keyboard.next('Position', '▼▼ Rejects');
    if (index === 0) {
      await keyboard.pick('Attribution', 'On the record, principal');
      await keyboard.next('Effective date', '2025-08-20');
    }
    await keyboard.next('Summary', `The President rejects it: ${demand}.`);
  }
  await keyboard.activate('Preview');
  // On the preview the button that publishes has the focus.
  await page.locator('button:focus').waitFor();
  await keyboard.submit();
  await page.waitForURL(/\/updates\/6$/);
  expect(await page.locator('.position-heading').allTextContents()).toEqual([
    'Ukraine rejects: Ukraine accepts Russian control of Crimea',
    'Ukraine rejects: Russia receives the whole Donbas',
    'Ukraine rejects: Ukraine renounces NATO membership',
  ]);
  process.stdout.write(`Key presses from sign-in to three published stances: ${keyboard.presses}\n`);
  expect(keyboard.presses).toBeLessThanOrEqual(mostPresses);
});

test('from a quote to the preview it is at most six Tabs, and a new update begins with the sources of the last', async () => {
  const page = await desk();
  const keyboard = new Keyboard(page);
  await form(page);
  await fillUpdate(page, 'The President answers.');
  await press(page, 'Same again');
  await page.locator('#field-stances-1-demand:focus').waitFor();
  await page.locator('#field-stances-1-quote').focus();
  keyboard.presses = 0;
  await keyboard.reach('Preview');
  expect(keyboard.presses).toBeLessThanOrEqual(6);
  await press(page, 'Publish');
  await page.waitForURL(/\/updates\/6$/);
  await follow(page, () => page.getByRole('link', { name: 'Log more from these sources' }).click());
  expect(await field(page, 'sources.0.id').locator('option:checked').textContent()).toContain('Reuters');
});

test('a speaker taken from the stance above goes when another party is chosen', async () => {
  const page = await desk();
  await form(page);
  await fillUpdate(page, 'The President answers.');
  await page.getByText('Speaker, conditions').click();
  const own = field(page, 'stances.0.speaker').locator('option', { hasText: 'Ukraine:' }).first();
  const first = (await own.getAttribute('value')) ?? '';
  await field(page, 'stances.0.speaker').selectOption(first);
  await press(page, 'Same again');
  await page.locator('#field-stances-1-demand:focus').waitFor();
  const taken = () => field(page, 'stances.1.speaker').inputValue();
  expect(await taken()).toBe(first);
  await field(page, 'stances.1.party').selectOption({ label: 'Russia' });
  await expect.poll(taken).toBe('');
  expect(await field(page, 'stances.0.speaker').inputValue()).toBe(first);
});

test('a date is shown back in words as soon as it is typed, and one that can be two is asked back', async () => {
  const page = await desk();
  await form(page);
  await field(page, 'stances.0.date').fill('20 Aug 2025');
  await field(page, 'stances.0.summary').focus();
  await page.getByText('20 August 2025', { exact: true }).waitFor();
  await expect.poll(() => field(page, 'stances.0.date').inputValue()).toBe('2025-08-20');
  await field(page, 'stances.0.date').fill('3/8/2025');
  await field(page, 'stances.0.summary').focus();
  await page.getByText('write 2025-08-03 or 2025-03-08').waitFor();
  expect(await field(page, 'stances.0.date').inputValue()).toBe('3/8/2025');
});

test('when two editors collide on one cell, both texts survive', async () => {
  const [first, second] = [await desk(), await desk()];
  await form(first);
  await form(second);
  await fillUpdate(first, 'What the first editor has typed.');
  await fillUpdate(second, 'What the second editor has typed.');
  await press(first, 'Publish');
  await first.waitForURL(/\/updates\/6$/);
  await press(second, 'Preview');
  await second.getByText('What stands now').waitFor();
  expect(await second.locator('.conflict-sides dt').allTextContents()).toEqual([
    'What you saw',
    'What stands now',
    'Yours',
  ]);
  expect(await field(second, 'stances.0.summary').inputValue()).toBe('What the second editor has typed.');
  await second.getByLabel('What becomes of yours').selectOption('mine');
  await press(second, 'Publish');
  await second.waitForURL(/\/updates\/7$/);
  await second.goto(`${application.address}${talks}/positions/ukraine/crimea`);
  const log = await second.locator('.log').textContent();
  expect(log).toContain('What the first editor has typed.');
  expect(log).toContain('What the second editor has typed.');
});

test('a double click, a reload after publishing, and Back make one update', async () => {
  const page = await desk();
  await form(page);
  await fillUpdate(page, 'Published once.');
  await page.getByRole('button', { name: 'Publish', exact: true }).dblclick();
  await page.waitForURL(/\/updates\/6$/);
  await page.reload();
  await page.goBack();
  await page.waitForURL(/\/updates\/6$/);
  expect(await updates()).toBe(6);
});

test('a reload of an answer keeps the form, even without scripts', async () => {
  const page = await pageOf(await application.signedIn('editor'), { javaScriptEnabled: false });
  await form(page);
  await field(page, 'headline').fill('Kyiv on Crimea');
  await follow(page, () => press(page, 'Add a stance'));
  await page.reload();
  expect(await page.locator('fieldset[id^="stances-"]').count()).toBe(2);
  expect(await field(page, 'headline').inputValue()).toBe('Kyiv on Crimea');
});

describe('nothing typed is lost', () => {
  const typed = 'The President would talk about it.';

  test('by a reload, or by going away and back', async () => {
    const page = await desk();
    await form(page);
    await field(page, 'stances.0.summary').fill(typed);
    await page.reload();
    await holds(page, 'stances.0.summary', typed);
    await field(page, 'headline').fill('Typed before going away');
    await page.goto(`${application.address}${talks}`);
    await page.goBack();
    await holds(page, 'headline', 'Typed before going away');
    await holds(page, 'stances.0.summary', typed);
  });

  test('by a slow line, on which typing begins before the script is there', async () => {
    const page = await desk();
    const held: Route[] = [];
    const hold = (route: Route) => {
      held.push(route);
    };
    await page.route(/update-form/, hold, { times: 1 });
    await page.goto(`${application.address}${talks}/updates/new?party=ukraine&demand=crimea`, {
      waitUntil: 'commit',
    });
    await field(page, 'stances.0.summary').fill(typed);
    await field(page, 'stances.0.attribution').selectOption('on_record_principal');
    await expect.poll(() => held.length).toBe(1);
    await held[0]?.continue();
    await kept(page);
    expect(await page.locator(':focus').getAttribute('name')).toBe('stances.0.summary');
    await page.reload();
    await holds(page, 'stances.0.summary', typed);
    await holds(page, 'stances.0.attribution', 'on_record_principal');
  });

  test('a form in which nothing was typed is not kept as a draft', async () => {
    const page = await desk();
    await form(page);
    await page.waitForTimeout(1_000);
    expect(await application.database.read.draft.count()).toBe(0);
  });

  test('by two tabs with the same form', async () => {
    const page = await desk();
    await form(page);
    await field(page, 'headline').fill('From the first tab');
    await kept(page);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await field(other, 'headline').fill('From the second tab');
    await kept(other);
    await field(page, 'stances.0.summary').fill(typed);
    await page.waitForURL((url) => url.href !== other.url());
    await page.reload();
    await other.reload();
    expect(await field(page, 'headline').inputValue()).toBe('From the first tab');
    expect(await field(page, 'stances.0.summary').inputValue()).toBe(typed);
    expect(await field(other, 'headline').inputValue()).toBe('From the second tab');
  });

  test('by a refused token', async () => {
    const page = await desk();
    await form(page);
    await fillUpdate(page, typed);
    await kept(page);
    await page.locator('#update-form [name=csrf]').evaluate((input) => {
      (input as unknown as { value: string }).value = 'of another session';
    });
    await press(page, 'Publish');
    await page.getByText('The form could not be matched to your session').waitFor();
    expect(await page.getByLabel('Stance 1: summary').inputValue()).toBe(typed);
    await press(page, 'Send it again');
    await page.waitForURL(/\/updates\/6$/);
  });

  test('by a session that has ended', async () => {
    const page = await desk();
    const { signInName } = await application.database.read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await form(page);
    await fillUpdate(page, typed);
    application.time.now = new Date('2025-08-22T09:00:00Z');
    await press(page, 'Publish');
    await page.getByText('Your session has ended').waitFor();
    await page.getByLabel('Sign-in name').fill(signInName);
    await page.getByLabel('Password').fill(visitorPassword);
    await press(page, 'Sign in');
    expect(await page.getByLabel('Stance 1: summary').inputValue()).toBe(typed);
    await press(page, 'Send it');
    await page.waitForURL(/\/updates\/6$/);
    expect(await updates()).toBe(6);
  });

  test('by a text that is wrong, or too long for its field', async () => {
    const page = await desk();
    await form(page);
    await fillUpdate(page, typed);
    await field(page, 'stances.0.date').fill('2099-01-01');
    await press(page, 'Publish');
    await page.getByText('There is a problem').or(page.locator('.error-summary')).first().waitFor();
    expect(await field(page, 'stances.0.summary').inputValue()).toBe(typed);
    expect(await field(page, 'stances.0.date').inputValue()).toBe('2099-01-01');
  });

  test('by a full disk', async () => {
    const page = await desk();
    await form(page);
    await fillUpdate(page, typed);
    await kept(page);
    const limit = (most: number) =>
      application.database.write((tx) => tx.$queryRawUnsafe(`PRAGMA max_page_count=${most}`));
    await limit(1);
    const quote = field(page, 'stances.0.quote');
    await quote.evaluate((area, text) => {
      (area as unknown as { value: string }).value = text;
    }, 'x'.repeat(5_000));
    await press(page, 'Publish');
    await page.getByText('The disk of the server is full').waitFor();
    expect(await page.getByLabel('Stance 1: summary').inputValue()).toBe(typed);
    await limit(1_000_000);
    await press(page, 'Send it again');
    await page.waitForURL(/\/updates\/6$/);
  });
});
