import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.js';
import { sidewaysFindings } from '../support/page-checks.js';
import { typedGround, type TypedGround } from '../support/typed-ground.js';

/** A word without a place to break it, begun with what people paste as a title. */
const word = (longest: number) => `https://t.me/${'w'.repeat(5000)}`.slice(0, longest);
let ground: TypedGround;
let browser: Browser;

beforeAll(async () => {
  ground = await typedGround(word);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await ground.application.stop();
});

/** A phone of 320 px, with or without the session of the admin. */
async function phone(cookie: string | null): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const [name, value] = (cookie ?? '').split('=') as [string, string];
  if (cookie !== null) await context.addCookies([{ name, value, url: ground.application.address }]);
  return context.newPage();
}

async function findings(shown: Page, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await shown.goto(`${ground.application.address}${path}`);
    found.push(...(await sidewaysFindings(shown)).map((finding) => `${path}: ${finding}`));
  }
  return found;
}

test('whatever was typed, no reader’s page scrolls sideways at 320 px', async () => {
  expect(await findings(await phone(null), ground.readersPages)).toEqual([]);
});

test('whatever was typed, no page of the desk scrolls sideways at 320 px', async () => {
  expect(await findings(await phone(ground.admin.cookie), ground.editorsPages)).toEqual([]);
});

test('whatever was typed, no answer to a form scrolls sideways at 320 px', async () => {
  const page = await phone(null);
  await page.goto(`${ground.application.address}/nowhere`);
  for (const { name, text } of ground.answers) {
    await page.setContent(text, { waitUntil: 'load' });
    expect([name, await sidewaysFindings(page)]).toEqual([name, []]);
  }
});
