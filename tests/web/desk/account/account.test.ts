import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication, visitorPassword } from '../../../support/application.js';
import { Visitor } from '../../../support/visitor.js';

const newPassword = 'another quiet sentence, by the sea';
let application: Application;
let here: Visitor;
let signInName: string;

beforeEach(async () => {
  application = await startApplication();
  here = await application.signedIn('editor');
  ({ signInName } = await application.database.read.user.findFirstOrThrow());
});

afterEach(() => application.stop());

async function signInElsewhere(password = visitorPassword) {
  const visitor = application.visitor();
  const { status } = await visitor.post('/sign-in', { signInName, password, next: '/desk' });
  return { visitor, status };
}

test('changing the password ends every session, and this browser gets a new one', async () => {
  const { visitor } = await signInElsewhere();
  const copied = new Visitor(application.address, here.cookie);
  expect((await visitor.get('/desk')).status).toBe(200);
  const change = { current: visitorPassword, password: newPassword };
  expect((await here.post('/account/password', change)).location).toBe('/account');
  expect((await here.get('/desk')).status).toBe(200);
  expect((await visitor.get('/desk')).status).toBe(303);
  expect((await copied.get('/desk')).status).toBe(303);
  expect((await signInElsewhere()).status).toBe(422);
  expect((await signInElsewhere(newPassword)).status).toBe(303);
});

test('giving the password again gives the session a new token, and leaves its end as it was', async () => {
  const copied = new Visitor(application.address, here.cookie);
  const begun = application.time.now;
  application.time.now = new Date(begun.getTime() + 7 * 3_600_000);
  const given = { password: visitorPassword, next: '/desk' };
  expect((await here.post('/confirm', given)).location).toBe('/desk');
  expect((await here.get('/desk')).status).toBe(200);
  expect((await copied.get('/desk')).status).toBe(303);
  expect(await application.database.read.session.findFirstOrThrow()).toMatchObject({ createdAt: begun });
});

test('signing in ends the session that the browser had', async () => {
  const copied = new Visitor(application.address, here.cookie);
  await here.post('/sign-in', { signInName, password: visitorPassword, next: '/desk' });
  expect((await here.get('/desk')).status).toBe(200);
  expect((await copied.get('/desk')).status).toBe(303);
});

test.each([
  [{ current: 'not the right sentence', password: newPassword }, 'This is not your present password.'],
  [{ current: visitorPassword, password: 'short' }, '15'],
])('the password is not changed with %o', async (change, message) => {
  const { status, text } = await here.post('/account/password', change);
  expect(status).toBe(422);
  expect(text).toContain(message);
  expect(text).not.toContain(newPassword);
  expect((await signInElsewhere()).status).toBe(303);
});

test('a password counts exactly as it was typed, with its spaces', async () => {
  const spaced = '  another quiet sentence  ';
  await here.post('/account/password', { current: visitorPassword, password: spaced });
  expect((await signInElsewhere(spaced.trim())).status).toBe(422);
  expect((await signInElsewhere(spaced)).status).toBe(303);
});

test('everybody sees their own sessions and ends them', async () => {
  const { visitor } = await signInElsewhere();
  const stranger = await application.signedIn('editor');
  const { text } = await here.get('/account');
  const keys = [...text.matchAll(/name="session" value="([^"]+)"/g)].map(([, key]) => key as string);
  expect(keys).toHaveLength(2);
  for (const key of keys) await stranger.post('/account/sessions/end', { session: key });
  expect((await visitor.get('/desk')).status).toBe(200);
  const own = /This one[\s\S]*?name="session" value="([^"]+)"/.exec(text)?.[1];
  for (const key of keys.filter((each) => each !== own)) {
    expect((await here.post('/account/sessions/end', { session: key })).location).toBe('/account');
  }
  expect((await visitor.get('/desk')).status).toBe(303);
  expect((await here.post('/account/sessions/end', { session: own as string })).location).toBe('/');
  expect((await here.get('/desk')).status).toBe(303);
});

test('a public name is set and removed, and has a limit', async () => {
  await here.post('/account/name', { publicName: 'The foreign desk' });
  expect((await here.get('/desk')).text).toContain('>The foreign desk</a>');
  expect((await here.post('/account/name', { publicName: 'x'.repeat(101) })).status).toBe(422);
  await here.post('/account/name', { publicName: '' });
  expect((await application.database.read.user.findFirstOrThrow()).publicName).toBeNull();
});

test('a form sent after the session has ended says so, and shows no password', async () => {
  const change = { current: visitorPassword, password: newPassword };
  const { status, text } = await application.visitor().post('/account/password', change);
  expect(status).toBe(401);
  expect(text).not.toContain(visitorPassword);
  expect(text).not.toContain(newPassword);
});
