import { afterAll, beforeAll, expect, test } from 'vitest';
import { endAllSessions } from '../../../../src/data/people/sessions.js';
import { type Application, startApplication } from '../../../support/application.js';
import { sendRaw } from '../../../support/raw-request.js';
import type { Visitor } from '../../../support/visitor.js';
import { withhold } from '../../../support/withheld-request.js';

const megabyte = 1024 * 1024;
const updates = '/negotiations/russia-ukraine/updates';
const imports = '/negotiations/russia-ukraine/imports';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

/** The answer to a form of so many bytes of which only the head is sent. */
async function answerToHead(
  path: string,
  bytes: number,
  { cookie = '', type = 'application/x-www-form-urlencoded', origin = application.address } = {},
) {
  const headers = {
    origin,
    'content-type': type,
    'content-length': String(bytes),
    ...(cookie && { cookie }),
  };
  const answer = await sendRaw(application.address, { method: 'POST', path, headers, body: null });
  return { status: answer?.status, text: answer?.text ?? '', retryAfter: answer?.headers['retry-after'] };
}

const cookieOf = (name: string) => `sid-${application.database.instance.uuid}=${name}`;

test.each([
  ['no cookie', () => ''],
  ['a made-up cookie of this version', () => cookieOf('made-up')],
  ['a made-up cookie of an earlier version', () => 'sid=x; __Host-sid=x'],
])('no more than 32 kB is read from somebody with %s', async (_case, cookie) => {
  const answer = await answerToHead('/sign-in', 32 * 1024 + 1, { cookie: cookie() });
  expect(answer.status).toBe(413);
  expect(answer.text).toContain('Sign in, then send it again.');
});

test('a session that has ended is known for a week: up to 16 MB typed in it come back', async () => {
  const editor = await application.signedIn('editor');
  await application.database.write((tx) => endAllSessions(tx, null, application.time.now));
  const words = `${'<é>'.repeat(200_000)}the end`;
  const answer = await editor.postBare(updates, { headline: words, csrf: 'x' });
  expect(answer.status).toBe(401);
  expect(answer.text.includes('&lt;é&gt;the end</bdi></dd>')).toBe(true);
  expect(answer.text.split('&lt;é&gt;').length).toBe(200_001);
  expect((await answerToHead(updates, 16 * megabyte + 1, { cookie: editor.cookie })).status).toBe(413);
  const now = application.time.now;
  application.time.now = new Date(now.getTime() + 7 * 24 * 3_600_000);
  expect((await answerToHead(updates, 32 * 1024 + 1, { cookie: editor.cookie })).status).toBe(413);
  application.time.now = now;
});

test('a long text comes back byte for byte, through the sign-in too', async () => {
  const editor = await application.signedIn('editor');
  await application.database.write((tx) => endAllSessions(tx, null, application.time.now));
  const headline = `${'<b>“Ж” & \u{1F54A}'.repeat(20_000)} the end`;
  const refused = await editor.postBare(updates, { headline, csrf: 'x', password: 'not this' });
  const packed = unescaped(/name="resume" value="([^"]*)"/.exec(refused.text)?.[1] ?? '');
  expect([...new URLSearchParams(packed).keys()]).toEqual(['headline']);
  expect(new URLSearchParams(packed).get('headline') === headline).toBe(true);
  expect(unescaped(/<dd><bdi>([\s\S]*?)<\/bdi><\/dd>/.exec(refused.text)?.[1] ?? '') === headline).toBe(true);
});

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#34;', '"')
    .replaceAll('&amp;', '&');
}

test('all bodies together have 64 MB of memory; one without room is refused before it is read, and accepted later', async () => {
  const editor = await application.signedIn('editor');
  const held = await Promise.all([1, 2, 3].map(() => holdLarge(editor)));
  const refused = await answerToHead(updates, 16 * megabyte, { cookie: editor.cookie });
  expect(refused.status).toBe(503);
  expect(refused.retryAfter).toBe('10');
  expect(refused.text).toContain('nothing was recorded. Go back, and send it again in a moment.');
  expect((await editor.post(updates, { headline: 'short' })).status).toBe(400);
  for (const { finish } of held) await finish();
  expect((await holdLarge(editor).then(({ finish }) => finish())).status).toBe(403);
});

/** A form of 16 MB without its last byte. */
function holdLarge(editor: Visitor) {
  const headers = { cookie: editor.cookie, origin: application.address };
  return withhold(application.address, {
    path: updates,
    headers,
    body: `headline=${'x'.repeat(16 * megabyte - 9)}`,
  });
}

test.each([
  ['a visitor', null, imports, 401],
  ['a contributor', 'contributor', imports, 403],
  ['an editor, too large', 'editor', imports, 413],
  ['an editor, where none is taken', 'editor', '/account/name', 403],
] as const)('an upload of %s is refused before it is read', async (_who, role, path, status) => {
  const cookie = role === null ? '' : (await application.signedIn(role)).cookie;
  const type = 'multipart/form-data; boundary=x';
  const answer = await answerToHead(path, status === 413 ? 60 * megabyte : 50 * megabyte, { cookie, type });
  expect(answer.status).toBe(status);
});

test('an upload of another site is refused before it is read', async () => {
  const { cookie } = await application.signedIn('editor');
  const type = 'multipart/form-data; boundary=x';
  const answer = await answerToHead(imports, 50 * megabyte, { cookie, type, origin: 'https://evil.example' });
  expect(answer.status).toBe(403);
});
