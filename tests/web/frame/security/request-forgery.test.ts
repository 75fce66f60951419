import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import type { Visitor } from '../../../support/visitor.js';

const retract = '/negotiations/russia-ukraine/records/25/retract';
const reason = 'The report was withdrawn by its outlet.';
let application: Application;
let editor: Visitor;

beforeAll(async () => {
  application = await startApplication();
  editor = await application.signedIn('editor');
});

afterAll(() => application.stop());

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['a sibling host', { 'sec-fetch-site': 'same-site' }],
  ['another origin, where the browser sends no Sec-Fetch-Site', { origin: 'http://evil.example' }],
  ['a page without an origin', { origin: 'null' }],
])('a form from %s is refused, and nothing is recorded', async (_from, headers) => {
  const csrf = await editor.csrfToken();
  const { status, text } = await editor.postBare(retract, { csrf, reason }, headers);
  expect(status).toBe(403);
  expect(text).toContain('nothing was recorded');
  expect(text).toContain(reason);
  expect(text).not.toContain('Send it again');
  expect(text).not.toContain(`action="${retract}"`);
});

test.each([
  ['without a token', {}],
  ['with another token', { csrf: 'A'.repeat(43) }],
])(
  'a form %s is refused; what was typed comes back with a button to send it again',
  async (_which, fields) => {
    const { status, text } = await editor.postBare(retract, { ...fields, reason });
    expect(status).toBe(403);
    expect(text).toContain(`>${reason}</textarea>`);
    expect(text).toContain(await editor.csrfToken());
    expect(text).toContain('Send it again');
  },
);

test('the token of one session is worth nothing in another', async () => {
  const other = await application.signedIn('editor');
  const csrf = await other.csrfToken();
  expect(csrf).not.toBe(await editor.csrfToken());
  expect((await editor.postBare(retract, { csrf, reason })).status).toBe(403);
});

test('a session that has ended keeps what was typed', async () => {
  const { status, text } = await application.visitor().postBare(retract, { csrf: 'old', reason });
  expect(status).toBe(401);
  expect(text).toContain(reason);
});

test('a visitor’s form has at most 32 kB, an editor’s 4 MB', async () => {
  const long = 'x'.repeat(40_000);
  expect((await application.visitor().postBare('/sign-in', { signInName: long, password: '' })).status).toBe(
    413,
  );
  const refused = await editor.post(retract, { reason: long });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('A reason has at most 2,000 characters.');
  const large = await editor.post(retract, { reason: 'x'.repeat(4_200_000) });
  expect(large.status).toBe(413);
  expect(large.text).toContain('shorten what you typed, then send it again.');
  expect(large.text).toContain(`>${'x'.repeat(4_200_000)}</textarea>`);
});

test('a form of more fields than any page has is refused before they are read, whoever sends it', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: application.address };
  const stranger = application.visitor();
  stranger.cookie = `sid-${application.database.instance.uuid}=made-up`;
  for (const visitor of [editor, stranger]) {
    const form = { method: 'POST', body: 'a&'.repeat(2_000_000), headers };
    const { status, text } = await visitor.send(retract, form);
    expect(status).toBe(413);
    expect(text.length).toBeLessThan(10_000);
  }
  const carried = { resumeAt: retract, resume: 'a&'.repeat(100_000) };
  const typed = { signInName: 'nobody', password: 'not the right sentence', next: '/desk', ...carried };
  expect((await stranger.postBare('/sign-in', typed)).text.length).toBeLessThan(10_000);
});

test('none of these forms has recorded anything', async () => {
  const { text } = await application.visitor().get('/negotiations/russia-ukraine/stances.csv');
  expect(text).not.toContain('retracted');
});

test('only forms are read', async () => {
  const json = {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json', origin: application.address },
  };
  expect((await editor.send(retract, json)).status).toBe(403);
  expect((await application.visitor().send('/sign-in', json)).status).toBe(400);
});
