import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { openBrowser } from '../../support/browser.js';

const embedded = '/embed/negotiations/russia-ukraine';
let application: Application;
let browser: Browser;
let elsewhere: Server;

beforeAll(async () => {
  application = await startApplication();
  browser = await openBrowser();
  elsewhere = createServer(({ url }, response) => {
    const sandbox = url === '/sandboxed' ? ' sandbox' : '';
    response.setHeader('Content-Type', 'text/html');
    response.end(
      `<!DOCTYPE html><iframe src="${application.address}${embedded}" width="1200" height="800"${sandbox}></iframe>`,
    );
  });
  elsewhere.listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
});

afterAll(async () => {
  await browser.close();
  elsewhere.close();
  await application.stop();
});

/** How the frame looks: what the style sheet decides, and which fonts are loaded. */
async function lookOf(page: string): Promise<unknown> {
  const shown = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const failed: string[] = [];
  shown.on('requestfailed', (request) => failed.push(request.url()));
  const { port } = elsewhere.address() as AddressInfo;
  await shown.goto(`http://127.0.0.1:${port}/${page}`, { waitUntil: 'networkidle' });
  const [, frame] = shown.frames() as [Frame, Frame];
  const look = await frame.locator('html').evaluate(async (root) => {
    const { fonts, defaultView: view } = root.ownerDocument;
    await fonts.ready;
    const loaded = [...fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family);
    const [cell] = root.querySelectorAll('.cell');
    const { backgroundColor, position } = cell ? (view?.getComputedStyle(cell) ?? {}) : {};
    return {
      fonts: [...new Set(loaded)].sort((one, other) => one.localeCompare(other, 'en')),
      backgroundColor,
      position,
      height: root.scrollHeight,
    };
  });
  await shown.close();
  return { ...look, failed };
}

test('a sandboxed frame on another site looks like any other: its styles and fonts are loaded', async () => {
  const free = await lookOf('free');
  expect(free).toMatchObject({ fonts: ['Source Sans 3', 'Source Serif 4'], failed: [] });
  expect(await lookOf('sandboxed')).toEqual(free);
});
