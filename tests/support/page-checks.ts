import axe, { type RunOptions } from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actOnRecords } from './all-pages.js';
import { type Application, startApplication } from './application.js';
import { openBrowser } from './browser.js';
import { openPage } from './browser-pages.js';
import type { Visitor } from './visitor.js';

const htmlValidate = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // No reader sees the white space that a template leaves at the end of a line.
    'no-trailing-whitespace': 'off',
    // A position page’s title is the position as a sentence, whatever its length.
    'long-title': 'off',
    // Boxes of one question share its name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
  },
});

export async function htmlFindings(text: string): Promise<string[]> {
  const { results } = await htmlValidate.validateString(text);
  const messages = results.flatMap((result) => result.messages);
  return messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`);
}

/** What axe finds in a page as it is shown in light, and in its colours as they are in dark. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.evaluate(axe.source);
  const inLight = await findings(page, {});
  await page.emulateMedia({ colorScheme: 'dark' });
  return [...inLight, ...(await findings(page, { runOnly: ['color-contrast'] }))];
}

function findings(page: Page, options: RunOptions): Promise<string[]> {
  return page.evaluate(
    async (given) => {
      const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
      const { violations } = await inPage.run(given);
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    { resultTypes: ['violations'], ...options } satisfies RunOptions,
  );
}

/** What is cut off at the right of the page, with everything open that opens, except inside what scrolls by itself. */
export function sidewaysFindings(page: Page): Promise<string[]> {
  return page.locator('html').evaluate((root) => {
    // Of those of one name only one is open.
    for (const details of root.querySelectorAll('details')) {
      details.removeAttribute('name');
      details.open = true;
    }
    const { clientWidth, scrollWidth } = root;
    if (scrollWidth <= clientWidth) return [];
    const boxes = [...root.querySelectorAll('body *')].filter(
      (box) => box.getBoundingClientRect().right > clientWidth && !box.closest('[tabindex="0"]'),
    );
    return [`${scrollWidth} px wide`, ...boxes.slice(0, 3).map(({ outerHTML }) => outerHTML.slice(0, 100))];
  });
}

/** Where a text that people typed, all in Arabic letters, is not isolated from words of ours, which are in Latin ones. */
export function isolationFindings(page: Page): Promise<string[]> {
  return page.locator('html').evaluate((root) => {
    const isMixed = (text: string) => /[\u0600-\u06FF]/.test(text) && /[A-Za-z]{2}/.test(text);
    const withoutIsolated = (text: string) => text.replace(/\u2068[^\u2066-\u2069]*\u2069/g, '');
    const found: string[] = [];
    for (const element of root.querySelectorAll('*')) {
      const own = [...element.childNodes].filter(({ nodeType }) => nodeType === 3);
      const text = own.map(({ textContent }) => textContent).join('');
      // What is written from left to right is code.
      const isIsolated =
        element.localName === 'bdi' || ['auto', 'rtl'].includes(element.getAttribute('dir') ?? '');
      const holdsCharacters = ['title', 'option', 'text'].includes(element.localName);
      const isWrong = isIsolated
        ? isMixed(element.textContent ?? '')
        : /[\u0600-\u06FF]/.test(withoutIsolated(text)) &&
          (holdsCharacters
            ? isMixed(withoutIsolated(text))
            : element.closest('[dir], bdi, textarea, script') === null);
      const attributes = ['aria-label', 'title', 'content', 'alt'].map(
        (name) => element.getAttribute(name) ?? '',
      );
      if (isWrong || attributes.some((value) => isMixed(withoutIsolated(value))))
        found.push(element.outerHTML.replace(/([\u0600-\u06FF])[\u0600-\u06FF]{5,}/g, '$1…').slice(0, 200));
    }
    return found;
  });
}

/** How much has moved on the page since it was first shown (Layout Instability, W3C). */
const shiftsOnPage = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) sum += value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 100);
})`;

/** An application whose records have been acted on, an admin, and a browser. */
export interface CheckedApplication {
  readonly application: Application;
  readonly admin: Visitor;
  readonly browser: Browser;
}

/**
 * Declares, for each page, that it is valid HTML, that axe finds nothing in light or dark, at a desk and on a phone of
 * 320 px, that it fits that phone without scripts, and that a reader’s does not move. What it returns is there once the tests run.
 * @param prepare what is published before, beside the acts on records
 */
export function describePages(
  pages: Readonly<Record<string, string>>,
  who: 'reader' | 'admin',
  prepare: typeof actOnRecords = () => Promise.resolve(),
): () => CheckedApplication {
  let checked: CheckedApplication;
  let visitor: Visitor;
  let desk: Page;
  let phone: Page;
  let narrow: Page;

  beforeAll(async () => {
    const application = await startApplication();
    const browser = await openBrowser();
    const admin = await application.signedIn('admin');
    await actOnRecords(application, admin);
    await prepare(application, admin);
    checked = { application, admin, browser };
    visitor = who === 'admin' ? admin : application.visitor();
    desk = await openPage(browser, visitor, { viewport: { width: 1280, height: 900 } });
    phone = await openPage(browser, visitor, {
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: false,
    });
    narrow = await openPage(browser, visitor, { viewport: { width: 320, height: 640 } });
  });

  afterAll(async () => {
    await checked.browser.close();
    await checked.application.stop();
  });

  describe.each(Object.entries(pages))('%s', (_name, path) => {
    test('is valid HTML', async () => {
      expect(await htmlFindings((await visitor.get(path)).text)).toEqual([]);
    });

    test('has nothing for axe to find, light or dark', async () => {
      await desk.goto(`${checked.application.address}${path}`);
      expect(await axeFindings(desk)).toEqual([]);
    });

    test('fits 320 px, without scripts', async () => {
      await phone.goto(`${checked.application.address}${path}`);
      expect(await phone.locator('h1').isVisible()).toBe(true);
      expect(await sidewaysFindings(phone)).toEqual([]);
    });

    test('has nothing for axe to find on a phone of 320 px, light or dark', async () => {
      await narrow.goto(`${checked.application.address}${path}`);
      expect(await axeFindings(narrow)).toEqual([]);
    });

    if (who === 'reader')
      test('does not move once it is shown, at 1280 and at 390 px', async () => {
        const page = await openPage(checked.browser, visitor);
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 844 });
          await page.goto(checked.application.address + path, { waitUntil: 'networkidle' });
          const shifts = await page.evaluate<number>(shiftsOnPage);
          expect([width, shifts]).toEqual([width, 0]);
        }
        await page.context().close();
      });
  });

  return () => checked;
}
