import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import type { Visitor } from '../../../support/visitor.js';

const password = 'a quiet sentence for the desk';
let application: Application;
let visitor: Visitor;

beforeEach(async () => {
  application = await startApplication();
  visitor = application.visitor();
});

afterEach(() => application.stop());

function createAdmin(fields: Record<string, string> = {}) {
  const account = { signInName: 'editor-in-chief', publicName: '', password, ...fields };
  return visitor.post(`/set-up/${application.setUpToken}`, account);
}

function signIn(fields: Record<string, string> = {}) {
  return visitor.post('/sign-in', { signInName: 'editor-in-chief', password, next: '/desk', ...fields });
}

test('the one-time link makes the first admin, once', async () => {
  expect((await visitor.get('/set-up/wrong')).status).toBe(404);
  expect((await createAdmin()).location).toBe('/sign-in');
  expect((await visitor.get(`/set-up/${application.setUpToken}`)).status).toBe(404);
  expect((await createAdmin({ signInName: 'second' })).status).toBe(404);
  expect(await application.database.read.user.count()).toBe(1);
});

test.each([
  ['short', '15'],
  ['passwordpassword', 'common'],
  ['editor-in-chief', 'name'],
  ['x'.repeat(257), '256'],
])('the password %s is refused', async (refused, word) => {
  const { status, text } = await createAdmin({ password: refused });
  expect(status).toBe(422);
  expect(text.toLowerCase()).toContain(word);
  expect(text).toContain('value="editor-in-chief"');
  expect(text).not.toContain(refused === 'editor-in-chief' ? 'value="x"' : `value="${refused}"`);
});

test('a session begins at sign-in and ends at sign-out, each with its audit entry', async () => {
  await createAdmin();
  const answer = await signIn();
  expect(answer.status).toBe(303);
  expect(answer.headers.getSetCookie()[0]).toMatch(
    /^sid-[0-9a-f-]{36}=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  expect((await visitor.get('/desk')).status).toBe(200);
  const cookie = visitor.cookie;
  expect((await visitor.post('/sign-out', {})).status).toBe(303);
  visitor.cookie = cookie;
  expect((await visitor.get('/desk')).location).toBe('/sign-in?next=%2Fdesk');
  const audit = await application.database.read.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 3 });
  expect(audit.map(({ action }) => action)).toEqual(['sign_out', 'sign_in', 'create_first_admin']);
});

test('only the hash of the session’s token is kept, and the password nowhere', async () => {
  await createAdmin();
  await signIn();
  const token = visitor.cookie.slice(4);
  const stored = JSON.stringify([
    await application.database.read.session.findMany(),
    await application.database.read.user.findMany(),
    await application.database.read.auditEntry.findMany(),
    application.log,
  ]);
  expect(stored).not.toContain(token);
  expect(stored).not.toContain(password);
  expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
});

test('signing in takes the fields of its form only, each once', async () => {
  await createAdmin();
  const fields = { signInName: 'editor-in-chief', password, next: '/desk' };
  expect((await visitor.postBare('/sign-in', { ...fields, role: 'admin' })).status).toBe(400);
  expect((await visitor.postBare('/sign-in', { ...fields, next: ['/desk', '/people'] })).status).toBe(400);
  expect(
    (await visitor.postBare('/sign-in', { ...fields, signInName: ' editor-in-\u0000chief ' })).status,
  ).toBe(303);
});

test('a cookie that the browser brings is not adopted: signing in gives a new one', async () => {
  await createAdmin();
  visitor.cookie = `sid-${application.database.instance.uuid}=${'B'.repeat(43)}`;
  await signIn();
  expect(visitor.cookie).not.toContain('BBBB');
});

test('a session ends after eight hours without use, and after seven days in any case', async () => {
  const editor = await application.signedIn('editor');
  const hours = (count: number) => {
    application.time.now = new Date(application.time.now.getTime() + count * 3_600_000);
  };
  hours(7.9);
  expect((await editor.get('/desk')).status).toBe(200);
  hours(7.9);
  expect((await editor.get('/desk')).status).toBe(200);
  hours(8.1);
  expect((await editor.get('/desk')).status).toBe(303);
  const other = await application.signedIn('editor');
  for (let hour = 0; hour < 7 * 24; hour += 7) {
    hours(7);
    await other.get('/desk');
  }
  expect((await other.get('/desk')).status).toBe(303);
});

test('five failures lock a name for a minute, unknown or not, with the same words', async () => {
  await createAdmin();
  for (const signInName of ['editor-in-chief', 'nobody']) {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { status, text } = await signIn({ signInName, password: 'not the right sentence' });
      expect(status).toBe(422);
      expect(text).toContain('This name and password do not fit together.');
    }
    const { status, text } = await signIn({ signInName });
    expect(status).toBe(429);
    expect(text).toContain('Too many attempts. Wait a few minutes, then try again.');
  }
  application.time.now = new Date(application.time.now.getTime() + 61_000);
  expect((await signIn()).status).toBe(303);
});

test('of fifty guesses sent at once no more than five are tried, at the sign-in or in a session', async () => {
  await createAdmin();
  const guess = (number: number) => signIn({ password: `not the right sentence ${number}` });
  const answers = await Promise.all(Array.from({ length: 50 }, (_, number) => guess(number)));
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(45);
  const editor = await application.signedIn('editor');
  const csrf = await editor.csrfToken();
  const confirm = () => editor.postBare('/confirm', { csrf, next: '/desk', password: 'not the right one' });
  const refusals = await Promise.all(Array.from({ length: 50 }, confirm));
  expect(refusals.filter(({ text }) => text.includes('This is not your present password.'))).toHaveLength(5);
});

test('successful sign-ins do not use up the failures that an address may have', async () => {
  await createAdmin();
  for (let time = 0; time < 25; time += 1) expect((await signIn()).status).toBe(303);
});

test('without TRUST_PROXY no header says where somebody comes from or what our address is', async () => {
  const claims = {
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'for=203.0.113.9;host=evil.example;proto=https',
  };
  const wrong = { signInName: 'nobody', password: 'not the right sentence', next: '/desk' };
  expect((await visitor.postBare('/sign-in', wrong, claims)).status).toBe(422);
  const keys = await application.database.read.signInThrottle.findMany();
  expect(JSON.stringify(keys)).not.toContain('203.0.113.9');
  const { text, headers } = await visitor.send('/negotiations/russia-ukraine', { headers: claims });
  expect(`${text}${headers.get('link')}`).not.toMatch(/evil\.example|https:\/\/localhost/);
  expect(text).toContain(application.address);
});

test('an overlong name takes no room, and counts go once they can block nobody', async () => {
  await createAdmin();
  await signIn({ signInName: 'x'.repeat(20_000) });
  const { read } = application.database;
  const { key } = await read.signInThrottle.findFirstOrThrow({ where: { key: { startsWith: 'account' } } });
  expect(key.length).toBeLessThan(200);
  application.time.now = new Date(application.time.now.getTime() + 25 * 3_600_000);
  await signIn();
  expect(await read.signInThrottle.findMany({ where: { key: { startsWith: 'account' } } })).toEqual([]);
});

test.each([
  '//evil.example',
  'https://evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
])('after signing in, %s leads only to the desk', async (next) => {
  await createAdmin();
  expect((await signIn({ next })).location).toBe('/desk');
});

test('after signing in, people get to where they wanted to go', async () => {
  await createAdmin();
  const wanted = '/negotiations/russia-ukraine/updates/new?party=russia&demand=crimea';
  const { location } = await visitor.get(wanted);
  expect(location).toBe(`/sign-in?next=${encodeURIComponent(wanted)}`);
  expect((await signIn({ next: wanted })).location).toBe(wanted);
});
