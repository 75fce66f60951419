import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';

let plain: Application;
let secure: Application;

beforeAll(async () => {
  plain = await startApplication();
  secure = await startApplication({ publicUrl: 'https://tracker.example.org' });
});

afterAll(() => Promise.all([plain.stop(), secure.stop()]));

test('every answer carries the policy: nothing from elsewhere, no frames, no sniffing', async () => {
  for (const path of ['/', '/nowhere', '/negotiations/russia-ukraine/matrix.csv', '/sign-in']) {
    const { headers } = await plain.visitor().get(path);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

test('the page of a link with a secret tells nobody its address, not even this server by what it loads', async () => {
  const { headers, status } = await plain.visitor().get(`/set-up/${plain.setUpToken}`);
  expect([status, headers.get('referrer-policy')]).toEqual([200, 'strict-origin']);
});

test('HSTS and secure cookies come with https, and only with it', async () => {
  expect((await plain.visitor().get('/')).headers.get('strict-transport-security')).toBeNull();
  const { headers } = await secure.visitor().get('/');
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
});

test('the opener policy is sent where browsers heed it, and not where they complain of it', async () => {
  const lan = await startApplication({ exampleData: false, publicUrl: 'http://tracker.lan' });
  const local = await startApplication({ exampleData: false, publicUrl: 'http://localhost:3000' });
  const policyOf = async (application: Application) =>
    (await application.visitor().get('/')).headers.get('cross-origin-opener-policy');
  expect(await policyOf(secure)).toBe('same-origin');
  expect(await policyOf(plain)).toBe('same-origin');
  expect(await policyOf(local)).toBe('same-origin');
  expect(await policyOf(lan)).toBeNull();
  await lan.stop();
  await local.stop();
});

test('what a signed-in person sees is stored nowhere', async () => {
  const editor = await plain.signedIn('editor');
  expect((await editor.get('/negotiations/russia-ukraine')).headers.get('cache-control')).toBe('no-store');
});

test('styles and fonts come from here, are named for their contents, and may be kept for a year', async () => {
  const { text } = await plain.visitor().get('/');
  const files = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, file]) => file as string);
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    const { status, headers } = await plain.visitor().get(file);
    expect([file, status]).toEqual([file, 200]);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    // In a sandboxed frame of another site the origin is nobody's.
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  }
  expect((await plain.visitor().get(`${files[0]?.split('/fonts')[0]}/../../layout.ejs`)).status).toBe(404);
});

test('the log names each request, without queries or the secret of the set-up link', async () => {
  const fresh = await startApplication();
  await fresh.visitor().get(`/set-up/${fresh.setUpToken}`);
  await fresh.visitor().get('/invitations/a-secret');
  await fresh.visitor().get('/?utm_source=letter');
  const lines = fresh.log.map((line) => JSON.parse(line));
  expect(lines.map(({ req, res }) => [req.method, req.path, res.statusCode])).toEqual([
    ['GET', '/set-up/…', 200],
    ['GET', '/invitations/…', 404],
    ['GET', '/', 200],
  ]);
  expect(fresh.log.join('')).not.toContain(fresh.setUpToken);
  await fresh.stop();
});

const form = 'application/x-www-form-urlencoded';

test.each([
  ['an unknown character set', { 'content-type': `${form}; charset=none` }, 415],
  ['an unknown encoding', { 'content-type': form, 'content-encoding': 'none' }, 415],
  ['what is not gzip', { 'content-type': form, 'content-encoding': 'gzip' }, 400],
])('a form in %s is refused as the sender’s fault', async (_what, headers, status) => {
  const before = plain.log.length;
  const request = { method: 'POST', body: 'signInName=a', headers };
  expect((await plain.visitor().send('/sign-in', request)).status).toBe(status);
  expect(plain.log.slice(before).join('')).not.toContain('request failed');
});

test('no cache keeps a refusal, not even where the file could be kept for a year', async () => {
  const { text } = await plain.visitor().get('/');
  const file = /href="(\/assets\/[^"]+\.css)"/.exec(text)?.[1] as string;
  const range = { headers: { range: 'bytes=99999999-' } };
  const refused = await plain.visitor().send(file, range);
  expect([refused.status, refused.headers.get('cache-control')]).toEqual([416, 'no-store']);
  for (const path of ['/nowhere', '/negotiations/nowhere', '/negotiations/russia-ukraine/stances.csv?x=1'])
    expect((await plain.visitor().get(path)).headers.get('cache-control')).toBe('no-store');
});
