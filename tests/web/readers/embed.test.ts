import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const get = (path: string) => application.visitor().get(path);

test.each([`/embed${talks}`, `/embed${talks}/positions/united-states/ceasefire-first`])(
  '%s may be framed by anybody, and has no header and footer',
  async (path) => {
    const { status, headers, text } = await get(path);
    expect(status).toBe(200);
    const etag = headers.get('etag') as string;
    const kept = await get(path);
    const known = await application.visitor().send(path, { headers: { 'if-none-match': etag } });
    expect(known.status).toBe(304);
    for (const answer of [{ headers }, kept, known]) {
      expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors *');
      expect(answer.headers.get('x-frame-options')).toBeNull();
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    }
    expect(text).not.toContain('masthead');
    expect(text).not.toContain('<form');
    expect(text).toContain('<base target="_top">');
    expect(text).toMatch(/class="permalink" href="http:[^"]*known_at=/);
  },
);

test('no other page may be framed, whoever asks', async () => {
  const editor = await application.signedIn('editor');
  for (const [who, path] of [
    [application.visitor(), talks],
    [application.visitor(), '/sign-in'],
    [editor, '/desk'],
  ] as const) {
    const { headers } = await who.get(path);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
  const signedIn = await editor.get(`/embed${talks}/positions/united-states/ceasefire-first`);
  expect(signedIn.text).not.toContain('Log an update');
  expect(signedIn.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test('the page offers the HTML that frames it, at its clocks and with its filter', async () => {
  const { text } = await get(`${talks}?as_of=2025-08-14&party=russia`);
  const snippet = /<textarea id="embedding"[^>]*>([^<]*)<\/textarea>/.exec(text)?.[1] ?? '';
  const html = snippet
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#34;', '"')
    .replaceAll('&amp;', '&');
  const url = /src="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(url).toBe(`${application.address}/embed${talks}?as_of=2025-08-14&party=russia`);
  const framed = await get(url.slice(application.address.length));
  expect(framed.text.match(/class="matrix-party"/g)).toHaveLength(1);
});

test('what is not there, or makes no sense, is refused as on the page itself', async () => {
  const refusal = await get(`/embed${talks}/positions/atlantis/crimea`);
  expect(refusal.status).toBe(404);
  expect(refusal.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect((await get('/embed/negotiations/nowhere')).status).toBe(404);
  expect((await get(`/embed${talks}?colour=red`)).status).toBe(400);
});
