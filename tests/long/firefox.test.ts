import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actOnRecords, ownPages, publishOwn, readersPages } from '../support/all-pages.js';
import { type Application, startApplication } from '../support/application.js';
import { firefoxPath, openFirefox } from '../support/firefox.js';
import { pixelsOf } from '../support/png.js';

const talks = '/negotiations/russia-ukraine';
/** What readers see of what is published by itself. */
const own = [
  'question',
  'questions',
  'briefings',
  'reservations',
  'past demand',
  'clarified demand',
] as const;
const pages = { ...readersPages, ...Object.fromEntries(own.map((name) => [name, ownPages[name]])) };
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };

if (firefoxPath === undefined)
  process.stdout.write('No Firefox is installed (apt-get install firefox-esr): its tests are skipped.\n');

describe.skipIf(firefoxPath === undefined)('in Firefox (needs one that is installed)', () => {
  let application: Application;
  let browser: Browser;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    application = await startApplication();
    const admin = await application.signedIn('admin');
    await actOnRecords(application, admin);
    await publishOwn(application, admin);
    browser = await openFirefox('light');
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
  });

  beforeEach(() => {
    errors = [];
  });

  afterAll(async () => {
    await browser.close();
    await application.stop();
  });

  const open = (path: string) => page.goto(`${application.address}${path}`);
  /** How much of the page is out of sight at its right. */
  const sideways = () =>
    page.$eval('html', (root) => {
      for (const details of root.querySelectorAll('details')) {
        details.removeAttribute('name');
        details.open = true;
      }
      return root.scrollWidth - root.clientWidth;
    });
  /** The end of the address of what has the focus. */
  const focused = () =>
    page.$eval(':focus', (link) =>
      (link.getAttribute('href') ?? '').replace(/.*\/(positions|demands|parties)\//, ''),
    );

  test.each(Object.entries(pages))(
    '%s has no error of a script, and fits a phone and a desk',
    async (_, path) => {
      for (const viewport of [phone, desk]) {
        await page.setViewport(viewport);
        await open(path);
        expect(await sideways()).toBe(0);
      }
      expect(errors).toEqual([]);
    },
  );

  test('the matrix is one stop of the keyboard, with arrow keys inside', async () => {
    await page.setViewport(desk);
    await open(talks);
    await page.focus('.matrix-scroller');
    const passed: string[] = [];
    for (const key of ['Tab', 'ArrowRight', 'ArrowDown', 'Home', 'ArrowUp', 'End', 'ArrowUp'] as const) {
      await page.keyboard.press(key);
      passed.push(`${key} ${await focused()}`);
    }
    expect(passed).toEqual([
      'Tab russia/cede-territory',
      'ArrowRight ukraine/cede-territory',
      'ArrowDown ukraine/cede-donbas',
      'Home cede-donbas',
      'ArrowUp cede-territory',
      'End united-kingdom/cede-territory',
      'ArrowUp united-kingdom',
    ]);
    await page.keyboard.press('Tab');
    expect(await page.$$('.matrix :focus')).toEqual([]);
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    expect(await focused()).toBe('united-kingdom');
  });

  test('a card shows what is behind the cell that is pointed at, until Escape', async () => {
    await page.setViewport(desk);
    await open(talks);
    await page.hover('.matrix a[href$="/positions/ukraine/cede-territory"]');
    const card = await page.waitForSelector('#cell-card', { visible: true });
    expect(await card?.evaluate(({ textContent }) => textContent)).toContain('Ukraine: Rejects (red line)');
    await page.keyboard.press('Escape');
    expect(await card?.isVisible()).toBe(false);
  });

  test('the clocks are set, and parties that could agree are picked, in forms', async () => {
    await page.setViewport(desk);
    await open(`${talks}/stand`);
    await page.click('#clocks summary');
    // A field of a day is filled in the order of the reader’s own language.
    await page.$eval('#as-of', (field) => field.setAttribute('value', '2025-08-14'));
    // What it opens lies over the parties.
    await page.click('#clocks summary');
    for (const party of ['russia', 'ukraine']) await page.click(`.chip:has([name=with][value=${party}])`);
    await Promise.all([page.waitForNavigation(), page.click('.stand-parties .button')]);
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('as_of'), searchParams.getAll('with')]).toEqual([
      '2025-08-14',
      ['russia', 'ukraine'],
    ]);
    expect(await page.$eval('.time-banner', ({ textContent }) => textContent)).toContain('14 August 2025');
  });

  test('what another party tells is hatched all over', async () => {
    await page.setViewport(desk);
    await open(talks);
    const cell = await page.$('.matrix td.by-told');
    const pixel = pixelsOf(Buffer.from((await cell?.screenshot()) ?? ''));
    // Above the words, the first of the ground and lines across the cell.
    const colours = Array.from({ length: 70 }, (_, x) => pixel(x + 10, 6));
    const ground = colours.toSorted((one, two) => (one < two ? 1 : -1))[0] as string;
    const lines = colours.filter((colour, x) => colour !== ground && colours[x - 1] === ground);
    expect(lines.length).toBeGreaterThanOrEqual(8);
  });
});
