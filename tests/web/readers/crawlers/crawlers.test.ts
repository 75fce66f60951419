import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';

let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('robots are told where the sitemap is, and to leave other clocks alone', async () => {
  const { text, headers } = await application.visitor().get('/robots.txt');
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(text).toBe(`User-agent: *
Disallow: /*?*as_of=
Disallow: /*?*known_at=
Disallow: /*?*since=
Disallow: /*?*from=
Allow: /negotiations/*.png?
Disallow: /embed/
Disallow: /sign-in
Disallow: /desk

Sitemap: ${application.address}/sitemap.xml
`);
});

test('every page of the sitemap exists and may be indexed', async () => {
  const reader = application.visitor();
  const { text } = await reader.get('/sitemap.xml');
  const urls = [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url as string);
  expect(urls.length).toBeGreaterThan(40);
  expect(urls).toContain(`${application.address}/negotiations/russia-ukraine/evidence`);
  expect(new Set(urls).size).toBe(urls.length);
  for (const url of urls) {
    const page = await reader.get(url.slice(application.address.length));
    expect([url, page.status, page.text.includes('noindex')]).toEqual([url, 200, false]);
  }
});

test('a hidden negotiation is not in it', async () => {
  const admin = await application.signedIn('admin');
  await admin.post('/negotiations/russia-ukraine/hide', {});
  const { text } = await application.visitor().get('/sitemap.xml');
  expect(text.match(/<loc>/g)).toHaveLength(3);
  await admin.post('/negotiations/russia-ukraine/show', {});
});
