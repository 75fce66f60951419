import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actOnRecords, editorsPages, readersPages } from '../support/all-pages.js';
import { type Application, startApplication } from '../support/application.js';
import { openBrowser } from '../support/browser.js';
import type { Visitor } from '../support/visitor.js';

const htmlValidate = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // White space at the end of a line that a template leaves empty reaches no reader.
    'no-trailing-whitespace': 'off',
    // A position page’s title is the position as a sentence, whatever its length.
    'long-title': 'off',
    // Boxes of one question share its name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
  },
});

let application: Application;
let browser: Browser;
let admin: Visitor;
/** One page of a browser at a desk, and one of a small phone without scripts, for readers and for editors. */
let desk: Record<'reader' | 'editor', Page>;
let phone: Record<'reader' | 'editor', Page>;

beforeAll(async () => {
  application = await startApplication();
  browser = await openBrowser();
  admin = await application.signedIn('admin');
  await actOnRecords(application, admin);
  const large = { viewport: { width: 1280, height: 900 } };
  const small = { viewport: { width: 320, height: 640 }, javaScriptEnabled: false };
  desk = { reader: await openPage(large, false), editor: await openPage(large, true) };
  phone = { reader: await openPage(small, false), editor: await openPage(small, true) };
});

afterAll(async () => {
  await browser.close();
  await application.stop();
});

async function openPage(options: Parameters<Browser['newContext']>[0], isSignedIn: boolean): Promise<Page> {
  const context: BrowserContext = await browser.newContext(options);
  const [name, value] = admin.cookie.split('=') as [string, string];
  if (isSignedIn) await context.addCookies([{ name, value, url: application.address }]);
  return context.newPage();
}

async function htmlFindings(text: string): Promise<string[]> {
  const { results } = await htmlValidate.validateString(text);
  const messages = results.flatMap((result) => result.messages);
  return messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`);
}

async function findings(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const pages = [
  ...Object.entries(readersPages).map(([name, path]) => ({ name, path, who: 'reader' as const })),
  ...Object.entries(editorsPages).map(([name, path]) => ({ name, path, who: 'editor' as const })),
];

describe.each(pages)('$name', ({ path, who }) => {
  test('is valid HTML', async () => {
    const visitor = who === 'editor' ? admin : application.visitor();
    const { text } = await visitor.get(path);
    expect(await htmlFindings(text)).toEqual([]);
  });

  test('has nothing for axe to find, light or dark', async () => {
    const page = desk[who];
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${application.address}${path}`);
    expect(await findings(new AxeBuilder({ page }))).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findings(new AxeBuilder({ page }).withRules('color-contrast'))).toEqual([]);
  });

  test('fits 320 px, without scripts', async () => {
    const page = phone[who];
    await page.goto(`${application.address}${path}`);
    expect(await page.locator('h1').isVisible()).toBe(true);
    const boxes = page.locator('main, main > *, main form, header, footer');
    for (const box of await boxes.all()) {
      const place = await box.boundingBox();
      expect((place?.x ?? 0) + (place?.width ?? 0)).toBeLessThanOrEqual(320);
    }
  });
});

test('forms with problems, and refusals, are valid and accessible too', async () => {
  const form = await admin.post('/negotiations/russia-ukraine/updates', {
    do: 'publish',
    key: crypto.randomUUID(),
  });
  const forged = await admin.postBare('/negotiations/russia-ukraine/records/46/retract', { reason: 'typed' });
  const ended = await application
    .visitor()
    .postBare('/negotiations/russia-ukraine/updates', { headline: 'typed' });
  const topic = await admin.post('/negotiations/russia-ukraine/topics', {});
  expect([form, forged, ended, topic].map(({ status }) => status)).toEqual([422, 403, 401, 422]);
  for (const { text } of [form, forged, ended, topic]) {
    expect(await htmlFindings(text)).toEqual([]);
    const page = desk.reader;
    await page.goto(`${application.address}/nowhere`);
    await page.setContent(text, { waitUntil: 'load' });
    expect(await findings(new AxeBuilder({ page }))).toEqual([]);
  }
});
