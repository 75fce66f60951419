import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication, visitorPassword } from '../../../support/application.js';
import type { Visitor } from '../../../support/visitor.js';

const password = 'a quiet sentence for the desk';
const minute = 60_000;
let application: Application;
let admin: Visitor;

beforeEach(async () => {
  application = await startApplication();
  admin = await application.signedIn('admin');
});

afterEach(() => application.stop());

function pass(minutes: number) {
  application.time.now = new Date(application.time.now.getTime() + minutes * minute);
}

async function invite(role = 'editor'): Promise<string> {
  const { status, text } = await admin.post('/people/invitations', { role });
  expect(status).toBe(201);
  const url = /value="([^"]*\/invitations\/[\w-]{43})"/.exec(text)?.[1] as string;
  expect(url.startsWith(application.address)).toBe(true);
  return url.slice(application.address.length);
}

function join(link: string, fields: Record<string, string> = {}) {
  const account = { signInName: 'night-desk', publicName: '', password, ...fields };
  return application.visitor().post(link, account);
}

async function signIn(signInName = 'night-desk', typed = password): Promise<Visitor> {
  const visitor = application.visitor();
  const { status } = await visitor.post('/sign-in', { signInName, password: typed, next: '/desk' });
  expect(status).toBe(303);
  return visitor;
}

function idOf(signInName: string): Promise<number> {
  return application.database.read.user
    .findUniqueOrThrow({ where: { signInName } })
    .then(({ id }: { id: number }) => id);
}

async function ownId(role: string): Promise<number> {
  const user = await application.database.read.user.findFirstOrThrow({ where: { role: role as 'admin' } });
  return user.id;
}

async function lastAudit() {
  return application.database.read.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
}

test('an invitation makes one account, of its role', async () => {
  const link = await invite('contributor');
  expect((await application.visitor().get(link)).text).toContain('Join as a contributor');
  const joined = await join(link);
  expect(joined.location).toBe('/sign-in');
  const [, name] = /^joined=([^;]*);/.exec(joined.headers.get('set-cookie') ?? '') ?? [];
  const page = await application.visitor().send('/sign-in', { headers: { cookie: `joined=${name}` } });
  expect(page.text).toContain('Your account is made.');
  expect(page.text).toContain(`value="${name}"`);
  expect((await application.visitor().get('/sign-in')).text).not.toContain('Your account is made.');
  expect(await lastAudit()).toMatchObject({ action: 'accept_invitation', details: { role: 'contributor' } });
  expect((await application.visitor().get(link)).status).toBe(404);
  expect((await join(link, { signInName: 'second' })).status).toBe(404);
  const visitor = await signIn();
  expect((await visitor.get('/desk')).status).toBe(200);
  expect((await visitor.get('/negotiations/russia-ukraine/updates/new')).status).toBe(403);
});

test('whoever has set the instance up is told so at the sign-in, with the name filled in', async () => {
  const fresh = await startApplication();
  const account = { signInName: 'first-admin', publicName: '', password };
  const visitor = fresh.visitor();
  const made = await visitor.post(`/set-up/${fresh.setUpToken}`, account);
  expect([made.status, made.location]).toEqual([303, '/sign-in']);
  const [cookie] = (made.headers.get('set-cookie') ?? '').split(';');
  const page = await fresh.visitor().send('/sign-in', { headers: { cookie: cookie as string } });
  expect(page.text).toContain('Your account is made.');
  expect(page.text).toMatch(/name="signInName"[^>]* value="first-admin"/);
  await fresh.stop();
});

test('an invitation is shown once, and only its hash is kept', async () => {
  const link = await invite();
  const token = link.split('/').at(-1) as string;
  expect((await admin.get('/people')).text).not.toContain(token);
  const kept = JSON.stringify([
    await application.database.read.invitation.findMany(),
    await application.database.read.auditEntry.findMany(),
  ]);
  expect(kept).not.toContain(token);
});

test('an invitation works for a week', async () => {
  const link = await invite();
  pass(7 * 24 * 60 - 1);
  expect((await application.visitor().get(link)).status).toBe(200);
  pass(1);
  expect((await application.visitor().get(link)).status).toBe(404);
  expect((await join(link)).status).toBe(404);
});

test('an invitation that was withdrawn opens nothing, and cannot be withdrawn twice', async () => {
  const link = await invite();
  const { id } = await application.database.read.invitation.findFirstOrThrow();
  expect((await admin.post(`/people/invitations/${id}/revoke`, {})).location).toBe('/people');
  expect((await application.visitor().get(link)).status).toBe(404);
  const again = await admin.post(`/people/invitations/${id}/revoke`, {});
  expect(again.status).toBe(409);
  expect(again.text).toContain('This invitation is not open any more.');
});

test.each([
  ['was deactivated', 'deactivate', {}],
  ['is no longer an admin', 'role', { role: 'editor' }],
])('an invitation opens nothing once the admin who made it %s', async (_what, act, fields) => {
  const link = await invite('admin');
  const other = await application.signedIn('admin');
  expect((await other.post(`/people/${await ownId('admin')}/${act}`, fields)).status).toBe(303);
  expect((await application.visitor().get(link)).status).toBe(404);
  expect((await join(link)).status).toBe(404);
});

test('somebody who joins is told what is wrong, and keeps what was typed except the password', async () => {
  const link = await invite();
  const refused = await join(link, { signInName: 'n', publicName: 'The night desk', password: 'short' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('2 to 64 letters');
  expect(refused.text).toContain('value="The night desk"');
  expect(refused.text).not.toContain('short"');
  const adminName = (await application.database.read.user.findFirstOrThrow()).signInName;
  const taken = await join(link, { signInName: adminName });
  expect(taken.status).toBe(422);
  expect(taken.text).toContain('Somebody has this name.');
  expect((await join(link)).status).toBe(303);
});

test('nobody is invited with an unknown role', async () => {
  const { status, text } = await admin.post('/people/invitations', { role: 'owner' });
  expect(status).toBe(422);
  expect(text).toContain('Choose a role.');
});

test('deactivating somebody ends their sessions at once, and they can come back later', async () => {
  await join(await invite());
  const editor = await signIn();
  const id = await idOf('night-desk');
  expect((await admin.post(`/people/${id}/deactivate`, {})).location).toBe(`/people#person-${id}`);
  expect((await editor.get('/desk')).location).toBe('/sign-in?next=%2Fdesk');
  const refused = await application
    .visitor()
    .post('/sign-in', { signInName: 'night-desk', password, next: '/desk' });
  expect(refused.status).toBe(422);
  expect((await admin.post(`/people/${id}/reactivate`, {})).status).toBe(303);
  await signIn();
  const actions = await application.database.read.auditEntry.findMany({
    where: { subject: 'user', subjectId: String(id) },
  });
  expect(actions.map(({ action }) => action)).toEqual([
    'accept_invitation',
    'sign_in',
    'deactivate_person',
    'reactivate_person',
    'sign_in',
  ]);
});

test('a change of role takes effect with the next request', async () => {
  await join(await invite('contributor'));
  const person = await signIn();
  expect((await person.get('/people')).status).toBe(403);
  const id = await idOf('night-desk');
  expect((await admin.post(`/people/${id}/role`, { role: 'admin' })).status).toBe(303);
  expect((await person.get('/people')).status).toBe(200);
  expect(await lastAudit()).toMatchObject({
    action: 'change_role',
    details: { before: 'contributor', after: 'admin' },
  });
  expect((await admin.post(`/people/${id}/role`, { role: 'owner' })).status).toBe(422);
  expect((await admin.post('/people/999/role', { role: 'editor' })).status).toBe(404);
});

test('the last admin can neither be demoted nor deactivated', async () => {
  const id = await ownId('admin');
  for (const [act, fields] of [
    ['role', { role: 'editor' }],
    ['deactivate', {}],
  ] as const) {
    const { status, text } = await admin.post(`/people/${id}/${act}`, fields);
    expect(status).toBe(409);
    expect(text).toContain('This is the last admin. Make somebody else an admin first.');
  }
  await application.signedIn('admin');
  expect((await admin.post(`/people/${id}/role`, { role: 'editor' })).status).toBe(303);
});

test('a deactivated admin does not count as one', async () => {
  const [id] = [await ownId('admin')];
  const other = await application.signedIn('admin');
  const { id: otherId } = await application.database.read.user.findFirstOrThrow({
    where: { role: 'admin', id: { not: id } },
  });
  expect((await other.get('/people')).status).toBe(200);
  expect((await admin.post(`/people/${otherId}/deactivate`, {})).status).toBe(303);
  expect((await admin.post(`/people/${id}/deactivate`, {})).status).toBe(409);
});

test('after 30 minutes the password is asked for again to manage people, and for nothing else', async () => {
  pass(30);
  expect((await admin.get('/people')).status).toBe(200);
  pass(1);
  expect((await admin.get('/desk')).status).toBe(200);
  expect((await admin.get('/people')).location).toBe('/confirm?next=%2Fpeople');
  const refused = await admin.post('/people/invitations', { role: 'contributor' });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('more than 30 minutes ago');
  expect(refused.text).toContain(
    '<textarea id="kept-role" name="role" rows="2" dir="auto">contributor</textarea>',
  );
  expect(refused.text).toContain('href="/confirm?next=%2Fpeople"');
  expect(await application.database.read.invitation.count()).toBe(0);

  const wrong = await admin.post('/confirm', { password: 'not the right sentence', next: '/people' });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('This is not your present password.');
  expect((await admin.post('/confirm', { password: visitorPassword, next: '/people' })).location).toBe(
    '/people',
  );
  expect((await admin.get('/people')).status).toBe(200);
  expect(await lastAudit()).toMatchObject({ action: 'confirm_password' });
});

test('guesses when the password is asked for again are throttled like those at the sign-in', async () => {
  for (let guess = 0; guess < 5; guess += 1) {
    await admin.post('/confirm', { password: 'not the right sentence', next: '/people' });
  }
  const { status, text } = await admin.post('/confirm', { password: visitorPassword, next: '/people' });
  expect(status).toBe(422);
  expect(text).toContain('Too many attempts.');
});

test.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere'])(
  'the password, asked for again, never leads to %s',
  async (next) => {
    const { location } = await admin.post('/confirm', { password: visitorPassword, next });
    expect(location).toBe('/desk');
  },
);
