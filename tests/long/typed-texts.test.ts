import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.js';
import { openPage } from '../support/browser-pages.js';
import { isolationFindings, sidewaysFindings } from '../support/page-checks.js';
import { typedGround, type TypedGround } from '../support/typed-ground.js';
import type { Visitor } from '../support/visitor.js';

/** A word of Arabic letters, without a place to break it. */
const word = (longest: number) => 'كلمة'.repeat(1250).slice(0, longest);
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

/** A phone of 320 px, with the session of the visitor if there is one. */
const phone = (visitor: Visitor) => openPage(browser, visitor, { viewport: { width: 320, height: 640 } });

/** What is wrong with the page that is shown. */
async function findings(shown: Page): Promise<string[]> {
  return [...(await isolationFindings(shown)), ...(await sidewaysFindings(shown))];
}

async function findingsOf(shown: Page, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await shown.goto(`${ground.application.address}${path}`);
    found.push(...(await findings(shown)).map((finding) => `${path}: ${finding}`));
  }
  return found;
}

test('on readers’ pages every text of people is isolated, and nothing scrolls sideways at 320 px', async () => {
  expect(await findingsOf(await phone(ground.application.visitor()), ground.readersPages)).toEqual([]);
});

test('the same holds on pages of the desk', async () => {
  expect(await findingsOf(await phone(ground.admin), ground.editorsPages)).toEqual([]);
});

test('the same holds in answers to forms', async () => {
  const page = await phone(ground.application.visitor());
  await page.goto(`${ground.application.address}/nowhere`);
  for (const { name, text } of ground.answers) {
    await page.setContent(text, { waitUntil: 'load' });
    expect([name, await findings(page)]).toEqual([name, []]);
  }
});

test('in feeds every text of people stands between isolating characters, where words of ours stand beside it', async () => {
  const { application, feeds } = ground;
  for (const path of feeds) {
    const { text } = await application.visitor().get(path);
    const texts = [...text.matchAll(/<(?:title|summary|name)>([^<]*)</g)].map(([, inner]) => inner as string);
    expect(texts.length).toBeGreaterThan(3);
    const bare = texts.map((each) => each.replaceAll(/\u2068[^\u2066-\u2069]*\u2069/g, ''));
    expect(bare.filter((each) => /[\u0600-\u06FF]/.test(each) && /[A-Za-z]{2}/.test(each))).toEqual([]);
  }
});
