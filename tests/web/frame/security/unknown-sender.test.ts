import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import type { Visitor } from '../../../support/visitor.js';

const retract = '/negotiations/russia-ukraine/records/25/retract';
const reason = 'Typed while nobody could be asked who sent it.';
let application: Application;
let editor: Visitor;
let csrf: string;

beforeAll(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
  csrf = await editor.csrfToken();
  await application.database.write((tx) => tx.$executeRaw`ALTER TABLE sessions RENAME TO sessions_away`);
});

afterAll(() => application.stop());

test('while sessions cannot be looked up, a form comes back with a button to send it again', async () => {
  const { status, text, headers } = await editor.postBare(retract, { csrf, reason });
  expect(status).toBe(500);
  expect(text).toContain(`>${reason}</textarea>`);
  expect(text).toContain(`action="${retract}"`);
  expect(text).toContain(`name="csrf" value="${csrf}"`);
  expect(headers.get('cache-control')).toBe('no-store');
});

test('no password comes back', async () => {
  const fields = {
    csrf,
    current: 'the first secret',
    password: 'the second secret',
    publicName: 'Night desk',
  };
  const { text } = await editor.postBare('/account/password', fields);
  expect(text).toContain('Night desk');
  expect(text).not.toMatch(/first secret|second secret/);
});

test.each([
  ['of another site', { csrf: 'right' }, { 'sec-fetch-site': 'cross-site' }],
  ['with another token', { csrf: 'A'.repeat(43) }, {}],
  ['without a token', {}, {}],
])('a form %s gets no button and no token', async (_which, fields, headers) => {
  const given = 'csrf' in fields && fields.csrf === 'right' ? { csrf } : fields;
  const { status, text } = await editor.postBare(retract, { ...given, reason }, headers);
  expect(status).toBe(500);
  expect(text).toContain(reason);
  expect(text).not.toContain('Send it again');
  expect(text).not.toContain(csrf);
});

test('of somebody whom the process has seen in a session as much is read as ever, of others as of a visitor', async () => {
  const long = 'x'.repeat(40_000);
  expect((await editor.postBare(retract, { csrf, reason: long })).text).toContain(long);
  const stranger = application.visitor();
  stranger.cookie = editor.cookie.replace(/=.*/, `=${'A'.repeat(43)}`);
  const answer = await stranger.postBare(retract, { csrf, reason: long });
  expect([answer.status, answer.text.includes(long)]).toEqual([500, false]);
  expect((await stranger.postBare(retract, { csrf, reason })).text).toContain(reason);
});
