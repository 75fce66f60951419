import { existsSync } from 'node:fs';
import bundled from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where the browser is: an installed Chromium or Chrome, else the one inside an npm package (Linux), unpacked. */
export async function browserPath(): Promise<string> {
  return installed.find((path) => existsSync(path)) ?? bundled.executablePath();
}

/** A real Chromium, started with further switches if there are any. */
export async function openBrowser(switches: readonly string[] = []): Promise<Browser> {
  const executablePath = await browserPath();
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    ...switches,
  ];
  return chromium.launch({ executablePath, args });
}

/** Does something that leads to another page, and waits for that page; a click alone does not wait. */
export async function follow(page: Page, act: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
}
