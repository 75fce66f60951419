import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBrowser } from './browser.js';
import type { Visitor } from './visitor.js';

type Session = Pick<Visitor, 'address' | 'cookie'>;

/** Gives the pages of a context the session that a visitor has. */
export async function takeSession(context: BrowserContext, { address, cookie }: Session): Promise<void> {
  const [name, value] = cookie.split('=') as [string, string];
  await context.addCookies([{ name, value, url: address }]);
}

/** A page of a browser in a context of its own, with the session of the visitor if there is one. */
export async function openPage(
  browser: Browser,
  visitor: Session,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  if (visitor.cookie !== '') await takeSession(context, visitor);
  return context.newPage();
}

/** Declares a browser for the tests of a file. Answers what opens a page in it, which is closed when its test ends. */
export function pagesForEachTest(): (visitor: Session, options?: BrowserContextOptions) => Promise<Page> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(() => browser.close());
  return (visitor, options) => openPage(browser, visitor, options);
}
