import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { sendRaw } from '../../support/raw-request.js';
import { logLines } from '../../support/log-lines.js';

let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

test('a request is one line, under the number that its answer carries', async () => {
  const { headers } = await application.visitor().get('/sign-in?next=%2Fdesk');
  expect(logLines(application)).toEqual([
    {
      level: 'INFO',
      requestId: headers.get('x-request-id'),
      req: { method: 'GET', path: '/sign-in' },
      res: { statusCode: 200 },
      msg: 'request completed',
    },
  ]);
  const { time } = JSON.parse(application.log[0] as string);
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test.each(['/set-up/', '/SET-UP/', '/Invitations/'])('what follows %s is a secret', async (path) => {
  await application.visitor().get(`${path}${application.setUpToken}`);
  expect(logLines(application)).toMatchObject([{ req: { method: 'GET', path: `${path}…` } }]);
});

test.each([
  ['http://tracker.example.org/invitations/', 'GET'],
  ['HTTPS://tracker.example.org:8443/set-up/', 'POST'],
  ['//invitations/', 'GET'],
  ['/%69nvitations%2F', 'GET'],
  ['/%2569nvitations/', 'GET'],
  ['/./set-up//', 'GET'],
  ['/desk/', 'GET'],
  ['/negotiations/russia-ukraine/<https:/tracker.example.org/invitations/', 'GET'],
])('the secret of a link is not logged after %s', async (before, method) => {
  const secret = 'yPz3t0Vb9-q_Kx7RfWm2LcN8aHs5Dj1UoEi6TgBwQvZ';
  for (const behind of [secret, `${secret}/`, `${secret}?next=${secret}`, encodedLetters(secret)]) {
    const request = { method, path: `${before}${behind}`, headers: {}, body: null };
    expect(await sendRaw(application.address, request)).not.toBeNull();
  }
  expect(application.log.length).toBeGreaterThan(0);
  const lines = application.log.map((line) => decodeURIComponent(line));
  expect(lines.filter((line) => line.includes(secret.slice(0, 10)))).toEqual([]);
});

function encodedLetters(text: string): string {
  return text.replace(/./g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

test('an internal failure is in both of its lines, with its cause and the number that the page shows', async () => {
  const sqlite = new Sqlite(application.file);
  sqlite.exec('ALTER TABLE citations RENAME TO elsewhere');
  sqlite.close();
  const { headers, text } = await application.visitor().get('/negotiations/russia-ukraine');
  const requestId = headers.get('x-request-id') as string;
  expect(text).toContain(`<code>${requestId}</code>`);
  const lines = logLines(application);
  expect(lines).toMatchObject([
    { level: 'ERROR', requestId, msg: 'request failed' },
    { level: 'ERROR', requestId, res: { statusCode: 500 }, msg: 'request errored' },
  ]);
  for (const { err } of lines) expect((err as Error).message).toContain('citations');
});

test('a file that breaks off is an error in both lines, although it began as 200', async () => {
  const sqlite = new Sqlite(application.file);
  sqlite.exec('ALTER TABLE citations RENAME TO elsewhere');
  sqlite.close();
  await fetch(`${application.address}/negotiations/russia-ukraine/tables.zip`)
    .then((response) => response.arrayBuffer())
    .catch(() => null);
  const lines = logLines(application);
  expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
    ['ERROR', 'request failed'],
    ['ERROR', 'request errored'],
  ]);
  expect(lines[0]?.requestId).toBe(lines[1]?.requestId);
});

test('a server that is not ready says why, under the number of the request', async () => {
  application.lifecycle.isStopping = true;
  await application.visitor().get('/readyz');
  application.lifecycle.isStopping = false;
  await application.database.close();
  await application.visitor().get('/readyz');
  expect(
    logLines(application).map(({ msg, err, requestId }) => [msg, (err as Error).message, typeof requestId]),
  ).toEqual([
    ['request errored', 'The server is stopping.', 'string'],
    ['not ready', 'The database connection is not open', 'string'],
    ['request errored', 'The database connection is not open', 'string'],
  ]);
});
