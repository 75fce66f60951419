import { brotliCompressSync, constants } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { pagesForEachTest } from '../../support/browser-pages.js';
import { fillNegotiation } from '../../bench/data.js';

/** In bytes, a page of 12 parties and 30 demands as it goes to a reader. */
const mostBytes = 40_000;
let application: Application;
let large: Application;

beforeAll(async () => {
  application = await startApplication();
  large = await startApplication({ exampleData: false });
  await fillNegotiation(large.file, 1_000);
});

afterAll(async () => {
  await application.stop();
  await large.stop();
});

const pageOf = pagesForEachTest();
const talks = '/negotiations/large';

test.each([
  '/',
  talks,
  `${talks}?closed=1`,
  `${talks}/stand`,
  `${talks}/changes`,
  `${talks}/timeline`,
  `${talks}/alignment`,
  `${talks}/evidence`,
  `${talks}/compare/party-1/party-2`,
  `${talks}/positions/party-1/demand-2`,
  `${talks}/demands/demand-2`,
  `${talks}/parties/party-2`,
  `${talks}/briefings`,
  `${talks}/updates`,
  `${talks}/corrections`,
  `${talks}/sources`,
  `${talks}/data`,
  `${talks}/methodology`,
  `${talks}/search?q=ceasefire`,
])('with 12 parties and 30 demands %s has at most 40 kB as it is sent', async (path) => {
  const { status, text } = await large.visitor().get(path);
  const bytes = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
  process.stdout.write(`${path}: ${bytes} bytes\n`);
  expect([status, bytes <= mostBytes]).toEqual([200, true]);
});

test.each([
  ['the front page', '/', 'main :is(.value, .mark, .cell)'],
  ['where they stand', '/negotiations/russia-ukraine/stand', '.stand-column .mark'],
])('the first position of %s is on the first screen of a phone', async (_name, path, position) => {
  const page = await pageOf(application.visitor(), { viewport: { width: 390, height: 844 } });
  await page.goto(`${application.address}${path}`);
  const first = await page.locator(position).first().boundingBox();
  expect((first?.y ?? 844) + (first?.height ?? 0)).toBeLessThan(844);
});

test('on a phone nothing that opens under a title moves what stands there, and all of it is on the screen', async () => {
  const page = await pageOf(application.visitor(), { viewport: { width: 320, height: 640 } });
  await page.goto(`${application.address}/negotiations/russia-ukraine`);
  const topOf = () => page.locator('.matrix-figure').evaluate((figure) => figure.getBoundingClientRect().top);
  const before = await topOf();
  const folds = page.locator('.bar .fold, .controls .fold');
  expect(await folds.count()).toBeGreaterThan(5);
  for (const fold of await folds.all()) {
    await fold.locator('summary').click();
    const panel = await fold.locator('.fold-panel').boundingBox();
    expect(await page.locator('.fold[open]').count()).toBe(1);
    expect(panel?.x).toBeGreaterThanOrEqual(0);
    expect((panel?.x ?? 0) + (panel?.width ?? 0)).toBeLessThanOrEqual(320);
    expect(await topOf()).toBe(before);
    await page.keyboard.press('Escape');
    expect(await page.locator('.fold[open]').count()).toBe(0);
  }
});

test('what can be copied is copied by a button beside it, a link as the address that it leads to', async () => {
  const page = await pageOf(application.visitor(), { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${application.address}/negotiations/russia-ukraine/positions/russia/crimea`);
  const copied = async (summary: string, name: string) => {
    await page.locator('.bar summary', { hasText: summary }).click();
    const button = page.getByRole('button', { name, exact: true }).first();
    await button.click();
    await button.filter({ hasText: 'Copied' }).waitFor();
    return page.evaluate<string>('navigator.clipboard.readText()');
  };
  expect(await copied('Cite', 'Copy the citation')).toMatch(
    /^Negotiation positions: “Russia demands: .*known_at=/,
  );
  expect(await copied('Link', 'Copy the short link')).toMatch(
    /^http:\/\/localhost:\d+\/c\/58-[0-9a-f]{8}\/negotiations\/russia-ukraine\/positions\/russia\/crimea\?as_of=2025-08-21$/,
  );
  expect(await copied('Follow', 'Copy the address of the feed')).toBe(
    `${application.address}/negotiations/russia-ukraine/demands/crimea.atom?party=russia`,
  );
  expect(await copied('Verify', 'Copy the hash')).toMatch(/^[0-9a-f]{64}$/);
});
