import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { openBrowser } from '../../support/browser.js';

let application: Application;
let browser: Browser;

beforeAll(async () => {
  application = await startApplication();
  // As a reader sets them in the browser: widths in rem are then of half as many letters.
  browser = await openBrowser(['--blink-settings=defaultFontSize=32']);
});

afterAll(async () => {
  await browser.close();
  await application.stop();
});

test('on a phone with letters twice as large no name of a party breaks inside, and nothing scrolls sideways', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 900 } });
  await page.goto(`${application.address}/negotiations/russia-ukraine/stand`);
  const names: { name: string; lines: number }[] = await page.evaluate(
    `[...document.querySelectorAll('.stand-column .mark-party')].map((name) => {
      const range = document.createRange();
      range.selectNodeContents(name);
      return { name: name.textContent, lines: range.getClientRects().length };
    })`,
  );
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter(({ lines }) => lines > 1)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.close();
});
