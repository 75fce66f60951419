import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication, visitorPassword } from '../../../support/application.js';
import { type LogLine, logLines } from '../../../support/log-lines.js';
import type { Visitor } from '../../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const password = 'a quiet sentence for the desk';
const minute = 60_000;
let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

/** The events that something causes: level, event, who is signed in, and what the line says. */
async function eventsOf(act: () => Promise<unknown>): Promise<(string | number | undefined)[][]> {
  const before = application.log.length;
  await act();
  const lines = logLines({ log: application.log.slice(before) }).filter(({ event }) => event !== undefined);
  return lines.map(({ level, event, userId }) => [level, event, userId]) as string[][];
}

async function nameAndId(role: 'contributor' | 'editor' | 'admin'): Promise<[string, number]> {
  const user = await application.database.read.user.findFirstOrThrow({ where: { role } });
  return [user.signInName, user.id];
}

function signIn(signInName: string, typed: string, visitor = application.visitor()) {
  return visitor.post('/sign-in', { signInName, password: typed, next: '/desk' });
}

function pass(minutes: number) {
  application.time.now = new Date(application.time.now.getTime() + minutes * minute);
}

test('an event is one whole line', async () => {
  await application.signedIn('editor');
  const [name] = await nameAndId('editor');
  const { headers } = await signIn(name, visitorPassword);
  const requestId = headers.get('x-request-id');
  const line = { requestId, address: expect.stringMatching(/^(::1|(::ffff:)?127\.0\.0\.1)$/) as string };
  expect(logLines(application)).toEqual([
    { level: 'INFO', ...line, event: `authn_login_success:${name}`, msg: 'A password was right.' },
    { level: 'INFO', ...line, event: `session_created:${name}`, msg: 'A session began.' },
    {
      level: 'INFO',
      requestId,
      req: { method: 'POST', path: '/sign-in' },
      res: { statusCode: 303 },
      msg: 'request completed',
    },
  ] satisfies LogLine[]);
});

test('a failed sign-in names only people who exist; the fifth locks, and says so', async () => {
  await application.signedIn('editor');
  const [name] = await nameAndId('editor');
  const failure = ['WARN', `authn_login_fail:${name}`, undefined];
  const lock = ['WARN', `authn_login_lock:${name},maxretries`, undefined];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    expect(await eventsOf(() => signIn(name, 'wrong'))).toEqual([failure]);
  }
  expect(await eventsOf(() => signIn(name, 'wrong'))).toEqual([failure, lock]);
  expect(await eventsOf(() => signIn(name, visitorPassword))).toEqual([failure, lock]);
  for (let attempt = 0; attempt < 6; attempt += 1) {
    expect(await eventsOf(() => signIn(password, 'wrong'))).toEqual([
      ['WARN', 'authn_login_fail', undefined],
    ]);
  }
});

test('twenty failures from one address block it, and say so', async () => {
  for (let attempt = 0; attempt < 19; attempt += 1) await signIn(`nobody-${attempt}`, 'wrong');
  const events = await eventsOf(() => signIn('nobody', 'wrong'));
  expect(events).toEqual([
    ['WARN', 'authn_login_fail', undefined],
    ['WARN', expect.stringMatching(/^excess_rate_limit_exceeded:[\d.:a-f]+,20$/), undefined],
  ]);
});

test('a session that ends is told once, with the reason', async () => {
  const editor = await application.signedIn('editor');
  const [name, id] = await nameAndId('editor');
  const cookie = editor.cookie;
  expect(await eventsOf(() => editor.post('/sign-out', {}))).toEqual([
    ['INFO', `session_expired:${name},logout`, id],
  ]);
  editor.cookie = cookie;
  expect(await eventsOf(() => editor.get('/desk'))).toEqual([]);
  const other = await signedInAs(name);
  pass(8 * 60);
  expect(await eventsOf(() => other.get('/desk'))).toEqual([
    ['INFO', `session_expired:${name},timeout`, undefined],
  ]);
  expect(await eventsOf(() => other.get('/desk'))).toEqual([]);
});

async function signedInAs(name: string): Promise<Visitor> {
  const visitor = application.visitor();
  await signIn(name, visitorPassword, visitor);
  return visitor;
}

test('what people do to their own account is an event', async () => {
  const editor = await application.signedIn('editor');
  const [name, id] = await nameAndId('editor');
  const change = (current: string, typed: string) =>
    editor.post('/account/password', { current, password: typed });
  expect(await eventsOf(() => change('wrong', password))).toEqual([
    ['CRITICAL', `authn_password_change_fail:${name}`, id],
  ]);
  expect(await eventsOf(() => change(visitorPassword, 'short'))).toEqual([
    ['WARN', `input_validation_fail:(password),${name}`, id],
  ]);
  expect(await eventsOf(() => change(visitorPassword, password))).toEqual([
    ['INFO', `authn_password_change:${name}`, id],
  ]);
  expect(await eventsOf(() => editor.post('/account/name', { publicName: 'The desk' }))).toEqual([
    ['WARN', `user_updated:${name},${name},public_name`, id],
  ]);
  expect(await eventsOf(() => editor.post('/confirm', { password: 'wrong', next: '/desk' }))).toEqual([
    ['WARN', `authn_login_fail:${name}`, id],
  ]);
  expect(await eventsOf(() => editor.post('/confirm', { password, next: '/desk' }))).toEqual([
    ['INFO', `authn_login_success:${name}`, id],
  ]);
  const { tokenHash } = await application.database.read.session.findFirstOrThrow({
    where: { endedAt: null },
  });
  expect(await eventsOf(() => editor.post('/account/sessions/end', { session: 'none' }))).toEqual([]);
  expect(await eventsOf(() => editor.post('/account/sessions/end', { session: tokenHash }))).toEqual([
    ['INFO', `session_expired:${name},logout`, id],
  ]);
});

test('the first admin, invitations and joining by one are events', async () => {
  const account = { signInName: 'editor-in-chief', publicName: '', password };
  const setUp = `/set-up/${application.setUpToken}`;
  expect(await eventsOf(() => application.visitor().post(setUp, account))).toEqual([
    ['WARN', 'user_created:editor-in-chief,editor-in-chief,admin', undefined],
  ]);
  const admin = application.visitor();
  await signIn('editor-in-chief', password, admin);
  const [, id] = await nameAndId('admin');
  let page = '';
  const invite = async () => {
    page = (await admin.post('/people/invitations', { role: 'contributor' })).text;
  };
  expect(await eventsOf(invite)).toEqual([['WARN', 'authz_admin:editor-in-chief,invite_person', id]]);
  const link = /\/invitations\/[\w-]{43}/.exec(page)?.[0] as string;
  const joining = () => application.visitor().post(link, { ...account, signInName: 'night-desk' });
  expect(await eventsOf(joining)).toEqual([
    ['WARN', 'user_created:night-desk,night-desk,contributor', undefined],
  ]);
  await invite();
  const invitation = await application.database.read.invitation.findFirstOrThrow({ where: { usedBy: null } });
  const revoke = () => admin.post(`/people/invitations/${invitation.id}/revoke`, {});
  expect(await eventsOf(revoke)).toEqual([['WARN', 'authz_admin:editor-in-chief,revoke_invitation', id]]);
  expect(await eventsOf(revoke)).toEqual([]);
});

test('what admins do to people is an event, unless it changes nothing', async () => {
  await application.signedIn('contributor');
  const admin = await application.signedIn('admin');
  const [person, personId] = await nameAndId('contributor');
  const [name, id] = await nameAndId('admin');
  const act = (what: string, fields: Record<string, string> = {}) =>
    eventsOf(() => admin.post(`/people/${personId}/${what}`, fields));
  expect(await act('role', { role: 'editor' })).toEqual([
    ['WARN', `authz_change:${person},contributor,editor`, id],
  ]);
  expect(await act('role', { role: 'editor' })).toEqual([]);
  expect(await act('role', { role: 'owner' })).toEqual([]);
  expect(await act('deactivate')).toEqual([
    ['WARN', `user_archived:${name},${person}`, id],
    ['INFO', `session_expired:${person},revoked`, id],
  ]);
  expect(await act('deactivate')).toEqual([]);
  expect(await act('reactivate')).toEqual([['WARN', `user_updated:${name},${person},active`, id]]);
  expect(await act('reactivate')).toEqual([]);
});

test('refusals are events: by role, forged, or not sent by our pages', async () => {
  const contributor = await application.signedIn('contributor');
  const [name, id] = await nameAndId('contributor');
  const csrf = await contributor.csrfToken();
  expect(await eventsOf(() => contributor.get(`${talks}/updates/new?party=russia`))).toEqual([
    ['CRITICAL', `authz_fail:${name},${talks}/updates/new`, id],
  ]);
  expect(await eventsOf(() => application.visitor().get('/people'))).toEqual([]);
  const forged = { origin: 'https://evil.example' };
  expect(await eventsOf(() => contributor.postBare('/sign-out', { csrf }, forged))).toEqual([
    ['CRITICAL', `malicious_cors:${name},https://evil.example`, id],
  ]);
  expect(await eventsOf(() => application.visitor().postBare('/sign-in', {}, { origin: 'null' }))).toEqual([
    ['CRITICAL', expect.stringMatching(/^malicious_cors:[\d.:a-f]+,unknown$/), undefined],
  ]);
  expect(await eventsOf(() => contributor.postBare('/sign-out', { csrf: 'A'.repeat(43) }))).toEqual([
    ['WARN', `malicious_csrf:${name}`, id],
  ]);
  expect(await eventsOf(() => contributor.post('/account/name', { name: 'not a field of it' }))).toEqual([
    ['WARN', `input_validation_fail:(form),${name}`, id],
  ]);
});
