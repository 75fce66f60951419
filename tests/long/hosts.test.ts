import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication, visitorPassword } from '../support/application.js';
import { follow, openBrowser } from '../support/browser.js';
import { fillUpdate, press } from '../support/update-page.js';
import { freePort } from '../support/free-port.js';
import { hasNginx, Nginx, proxiedHost } from '../support/nginx.js';

const host = proxiedHost;
const talks = '/negotiations/russia-ukraine';
const headline = 'Kyiv on Crimea';

let browser: Browser;
let application: Application;
let proxy: Nginx | null = null;

beforeAll(async () => {
  browser = await openBrowser([
    `--host-resolver-rules=MAP ${host} localhost`,
    '--ignore-certificate-errors',
    '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
  ]);
});

afterEach(async () => {
  await proxy?.stop();
  proxy = null;
  await application.stop();
});

afterAll(() => browser.close());

/** What an editor does, and everything that the browser complained of meanwhile. */
async function publishAt(address: string): Promise<{ page: Page; complaints: string[] }> {
  await application.signedIn('editor');
  const { signInName } = await application.database.read.user.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const page = await (await browser.newContext()).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));

  await page.goto(`${address}/sign-in?next=${talks}/updates/new?party=ukraine%26demand=crimea`);
  await page.getByLabel('Sign-in name').fill(signInName);
  await page.getByLabel('Password').fill(visitorPassword);
  await follow(page, () => press(page, 'Sign in'));
  await fillUpdate(page, 'The President repeats his answer.');
  await page.getByText('Kept as a draft.').waitFor();
  await press(page, 'Publish');
  await page.getByRole('heading', { level: 1, name: headline }).waitFor();
  return { page, complaints };
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  expect(await page.context().cookies()).toEqual([]);
}

function hasStyles(page: Page): Promise<boolean> {
  return page.evaluate(`document.fonts.ready.then(() =>
    /Source Serif/.test(getComputedStyle(document.querySelector('h1')).fontFamily) &&
    [...document.fonts].some(({ status }) => status === 'loaded'))`);
}

test.each([
  ['localhost', 'localhost', false],
  ['localhost, named in PUBLIC_URL', 'localhost', true],
  ['a host name of the local network', host, false],
  ['a host name of the local network, named in PUBLIC_URL', host, true],
])('at %s, over plain HTTP, an editor signs in, publishes and signs out', async (_where, name, isNamed) => {
  const port = await freePort();
  const address = `http://${name}:${port}`;
  application = await startApplication({ port, ...(isNamed && { publicUrl: address }) });
  const { page, complaints } = await publishAt(address);
  expect(await hasStyles(page)).toBe(true);
  expect(await page.context().cookies()).toMatchObject([
    { name: `sid-${application.database.instance.uuid}`, httpOnly: true, sameSite: 'Lax', secure: false },
  ]);
  await signOut(page);
  expect(complaints).toEqual([]);
  expect(await application.database.read.update.count({ where: { headline } })).toBe(1);
  await page.context().close();
});

describe.skipIf(!hasNginx)('behind nginx as docs/nginx.conf sets it up (needs nginx and openssl)', () => {
  async function start(): Promise<Nginx> {
    const [port, plain, secure] = [await freePort(), await freePort(), await freePort()];
    application = await startApplication({ port, publicUrl: `https://${host}:${secure}`, trustProxy: 1 });
    proxy = await Nginx.start([`localhost:${port}`], plain, secure);
    return proxy;
  }

  test('an editor comes by plain HTTP, is led to TLS, signs in, publishes and signs out', async () => {
    const { address, plainAddress } = await start();
    const { page, complaints } = await publishAt(plainAddress);
    expect(page.url().startsWith(`${address}/`)).toBe(true);
    expect(await hasStyles(page)).toBe(true);
    const { uuid } = application.database.instance;
    expect(await page.context().cookies()).toMatchObject([
      { name: `__Host-sid-${uuid}`, httpOnly: true, sameSite: 'Lax', secure: true, path: '/', domain: host },
    ]);
    const answer = await page.goto(`${address}${talks}`);
    expect(answer?.headers()['strict-transport-security']).toMatch(/^max-age=31536000/);
    expect(await page.locator('.permalink').getAttribute('href')).toMatch(`${address}${talks}?`);
    await signOut(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('failures count against the address of the client, whatever it claims', async () => {
    const nginx = await start();
    const body = 'signInName=nobody&password=not+the+right+sentence&next=%2Fdesk';
    const headers = { origin: nginx.address, 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' };
    expect((await nginx.send('/sign-in', { from: '127.0.0.7', body, headers })).status).toBe(422);
    const keys = await application.database.read.signInThrottle.findMany({ select: { key: true } });
    expect(keys.map(({ key }) => key).sort()).toEqual(['account:nobody', 'address:127.0.0.7']);
    expect(application.log.join('')).toContain('"address":"127.0.0.7"');
    expect(application.log.join('')).not.toContain('203.0.113.9');
  });

  test('an upload of 50 MB passes, a form of 17 MB does not, nobody gets the metrics, and exports are whole', async () => {
    const nginx = await start();
    const headers = { origin: nginx.address };
    const large = (megabytes: number) => 'x'.repeat(megabytes * 1024 * 1024);
    // The tracker itself refuses what a stranger sends: 413 in its own words, not those of nginx.
    const byTracker = await nginx.send(`${talks}/imports`, { body: large(50), headers });
    expect([byTracker.status, byTracker.headers['x-request-id']]).toEqual([413, expect.any(String)]);
    const byNginx = await nginx.send(`${talks}/updates`, { body: large(17), headers });
    expect([byNginx.status, byNginx.headers['x-request-id']]).toEqual([413, undefined]);
    expect((await nginx.send('/metrics', {})).status).toBe(404);
    expect((await nginx.send(`${talks}/tables.zip`, {})).status).toBe(200);
  });
});
