import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication, visitorPassword } from '../../../support/application.js';
import type { Fields, Visitor } from '../../../support/visitor.js';

const password = 'the-password-of-the-night-desk';
const mistyped = 'a-password-in-the-field-of-the-name';
const metricsToken = 'the-token-of-the-watch';
const unknown = { token: 'U'.repeat(43), session: 'V'.repeat(43), bearer: 'W'.repeat(43) };
let application: Application;
let admin: Visitor;
let invitation: string;
let csrf: string;

beforeAll(async () => {
  application = await startApplication({ metricsToken });
  await application.visitor().post(`/set-up/${application.setUpToken}`, account('first-admin'));
  admin = application.visitor();
  await admin.post('/sign-in', { signInName: 'first-admin', password, next: '/desk' });
  const { text } = await admin.post('/people/invitations', { role: 'editor' });
  invitation = /\/invitations\/([\w-]{43})/.exec(text)?.[1] as string;
  csrf = await admin.csrfToken();
});

afterAll(() => application.stop());

function account(signInName: string) {
  return { signInName, publicName: '', password };
}

function secrets(): string[] {
  const session = admin.cookie.split('=')[1] as string;
  return [password, mistyped, visitorPassword, application.setUpToken, invitation, csrf, session].concat([
    metricsToken,
    ...Object.values(unknown),
  ]);
}

/** Everything secret at once, wherever a browser or a person could put it. */
function headers(): Record<string, string> {
  const { token, bearer } = unknown;
  return {
    authorization: `Bearer ${bearer}`,
    referer: `${application.address}/set-up/${application.setUpToken}`,
    'x-csrf-token': csrf,
    'x-request-id': token,
    'user-agent': token,
  };
}

function pathOf(pattern: string, secret: string): string {
  const path = pattern
    .replace(':token', secret)
    .replace(':negotiation', 'russia-ukraine')
    .replace(/:\w+/g, '999999');
  const query = new URLSearchParams({ next: `/invitations/${invitation}`, token: secret, password, csrf });
  return `${path}?${query.toString()}`;
}

const everyField = (): Fields => ({
  csrf,
  signInName: mistyped,
  password: [password, password],
  current: visitorPassword,
  session: unknown.session,
  next: `/set-up/${application.setUpToken}`,
  resumeAt: `/invitations/${invitation}`,
  resume: `password=${password}`,
  [mistyped]: mistyped,
});

async function askEverything(visitors: readonly (() => Visitor)[]): Promise<void> {
  for (const route of application.routes.filter((name) => name !== 'POST /sign-out')) {
    const [method, pattern] = route.split(' ') as [string, string];
    const path = pathOf(pattern, method === 'GET' ? application.setUpToken : unknown.token);
    for (const visitor of visitors) {
      if (method === 'GET') await visitor().send(path, { headers: headers() });
      else await visitor().postBare(path, everyField(), headers());
    }
  }
}

function loggedSecrets(): { secret: string; line: string }[] {
  return application.log.flatMap((line) =>
    secrets()
      .filter((secret) => line.includes(secret))
      .map((secret) => ({ secret, line })),
  );
}

test('no password and no token reaches the log, wherever it is typed or sent', async () => {
  const stranger = () =>
    Object.assign(application.visitor(), {
      cookie: `sid-${application.database.instance.uuid}=${unknown.session}`,
    });
  await askEverything([() => Object.assign(application.visitor(), { cookie: admin.cookie }), stranger]);
  const wrong = { signInName: mistyped, password: visitorPassword, next: '/desk' };
  await application.visitor().post('/sign-in', wrong);
  await application.visitor().post('/sign-in', { ...wrong, signInName: 'first-admin' });
  await application.visitor().post(`/invitations/${invitation}`, { ...account('second'), password: 'short' });
  await application.visitor().post(`/SET-UP/${application.setUpToken}`, account('third'));
  await application.visitor().get(`/Invitations/${invitation}/`);
  await application.visitor().get(`/nothing-here?password=${password}`);
  await admin.post('/account/password', { current: visitorPassword, password });
  await admin.post('/account/password', { current: password, password: mistyped });
  await admin.post('/confirm', { password: visitorPassword, next: '/people' });
  await admin.postBare('/account/name', { csrf: unknown.token, publicName: mistyped });
  await application.visitor().send('/metrics', { headers: { authorization: `Bearer ${metricsToken}` } });
  await application.visitor().get(`/metrics?token=${metricsToken}`);
  expect(application.log.length).toBeGreaterThan(400);
  expect(loggedSecrets()).toEqual([]);
});

test('no password and no token reaches the log where the database fails', async () => {
  application.log.length = 0;
  await application.database.write((tx) => tx.$executeRaw`DROP TABLE sign_in_throttle`);
  await application
    .visitor()
    .post('/sign-in', { signInName: mistyped, password: visitorPassword, next: '/desk' });
  await admin.post('/confirm', { password: mistyped, next: '/desk' });
  await application.database.close();
  await askEverything([() => admin, () => application.visitor()]);
  const failures = application.log.filter((line) => line.includes('"level":"ERROR"'));
  expect(failures.length).toBeGreaterThan(200);
  expect(loggedSecrets()).toEqual([]);
});
