import { connect as connectSocket } from 'node:net';
import { Readable } from 'node:stream';
import Sqlite from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reader } from '../../src/data/engine/database.js';
import { exportEverything } from '../../src/data/transfer/full-export.js';
import { importEverything } from '../../src/data/transfer/full-import.js';
import { plainSqlOf } from '../../src/data/engine/sqlite/driver.js';
import { verifyRecord } from '../../src/data/chain/verification.js';
import { createTestDatabase } from '../support/database.js';
import { faultsOf } from '../support/fuzz/faults.js';
import { type FuzzGround, prepareFuzzGround } from '../support/fuzz/ground.js';
import { type FuzzRun, fuzz, readEveryPage } from '../support/fuzz/run.js';
import { soundParameters } from '../support/fuzz/values.js';

/** To each route, as an admin; half of it as a visitor. The long tests send many more. */
const runs = 3;
const talks = '/negotiations/russia-ukraine';
let ground: FuzzGround;
let run: FuzzRun;
let before: unknown;

beforeAll(async () => {
  ground = await prepareFuzzGround();
  before = entriesOf(ground.template);
  run = await fuzz(ground, { seed: 2025, runs });
}, 120_000);

afterAll(() => run.application.stop());

/** The log as it cannot change, whatever is recorded or removed from its texts later. */
function entriesOf(file: string): { sequence: number }[] {
  const direct = new Sqlite(file, { readonly: true });
  const rows = direct.prepare(
    'SELECT e.sequence, e.kind, e.record, e.update_id, p.recorded_at FROM entries e JOIN publications p ON p.sequence = e.sequence ORDER BY e.sequence',
  );
  const entries = rows.all() as { sequence: number }[];
  direct.close();
  return entries;
}

test('no answer to any fuzzed request is a failure, reveals internals, or holds a marker as it was sent', () => {
  // The run throws at the first fault; this is what it must have done to mean something.
  const { visitor, admin } = run.counts;
  expect(run.missed).toEqual([]);
  expect(admin.sent).toBe(run.application.routes.length * runs);
  expect(admin.turnedAway / admin.sent).toBeLessThan(0.1);
  expect(admin.reached / admin.sent).toBeGreaterThan(0.75);
  expect(admin.answered / admin.sent).toBeGreaterThan(0.4);
  // Of the routes that are open to visitors; how many there are beside them says nothing of the requests.
  expect(visitor.reached / visitor.sentToOpen).toBeGreaterThan(0.9);
});

test('the forms and parameters that pages offer are those that are fuzzed', () => {
  const posts = run.application.routes.filter((route) => route.startsWith('POST'));
  // Forms that pages show only in a state that the ground is not in; all but the first have no fields.
  expect(posts.filter((route) => !ground.forms.has(route))).toEqual([
    'POST /set-up/:token',
    'POST /people/:person/reactivate',
    'POST /negotiations/:negotiation/reopen',
    ...['topics', 'parties', 'demands', 'speakers'].map(
      (noun) => `POST /negotiations/:negotiation/${noun}/:key/reopen`,
    ),
    'POST /negotiations/:negotiation/proposals/:proposal/withdraw',
  ]);
  const offered = new Set([...ground.parameters.values()].flatMap((names) => [...names]));
  expect([...offered].filter((name) => soundParameters[name] === undefined)).toEqual([]);
});

test('afterwards every page still answers, with what was sent to it as text', async () => {
  await readEveryPage(run, ground);
  expect((await run.application.visitor().get('/readyz')).status).toBe(200);
});

test('afterwards the log is whole: what stood in it stands in it, and all of it can be read', async () => {
  const { application } = run;
  const direct = new Sqlite(application.file, { readonly: true });
  expect(direct.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(direct.pragma('foreign_key_check')).toEqual([]);
  expect((await verifyRecord(plainSqlOf(direct))).findings).toEqual([]);
  direct.close();
  const now = entriesOf(application.file);
  expect(now.slice(0, (before as unknown[]).length)).toEqual(before);
  expect(now.length).toBeGreaterThan((before as unknown[]).length);
  const admin = await application.signedIn('admin');
  const { slug } = await application.database.read.negotiation.findFirstOrThrow({ orderBy: { id: 'asc' } });
  const { status, text } = await admin.get(`/negotiations/${slug}/stances.csv`);
  expect(status).toBe(200);
  expect((parse(text, { bom: true, columns: true }) as unknown[]).length).toBeGreaterThan(30);
});

test('afterwards everything is exported, imported into another instance, and exported from there as the same bytes', async () => {
  const text = await exported(run.application.database);
  const other = await createTestDatabase();
  await importEverything(other.database, Readable.from([Buffer.from(text)]), { isDryRun: false });
  expect((await exported(other.database)) === text).toBe(true);
  await other.remove();
});

async function exported(database: {
  snapshot: <T>(fn: (read: Reader) => Promise<T>) => Promise<T>;
}): Promise<string> {
  const pieces: string[] = [];
  await database.snapshot(async (read) => {
    for await (const piece of exportEverything(read)) pieces.push(piece);
  });
  return pieces.join('');
}

/** What no client of ours sends, as it goes over the wire. */
const hardlyHttp = [
  '',
  '\r\n\r\n',
  '\0\0\0\0\r\n\r\n',
  'nonsense\r\n\r\n',
  `GET ${talks}\r\n\r\n`,
  `GET ${talks} HTTP/9.9\r\nHost: a\r\n\r\n`,
  `GET ${talks} HTTP/1.0\r\n\r\n`,
  `GET ${talks} HTTP/1.1\r\n\r\n`,
  `GET ${talks} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
  `GET ${talks}?q=<i data-fuzz> HTTP/1.1\r\nHost: a\r\n\r\n`,
  `GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n`,
  `GET http://evil.example${talks} HTTP/1.1\r\nHost: a\r\n\r\n`,
  `GET //evil.example/..%2f HTTP/1.1\r\nHost: a\r\n\r\n`,
  `GET * HTTP/1.1\r\nHost: a\r\n\r\n`,
  `OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n`,
  `CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\n\r\n`,
  `TRACE ${talks} HTTP/1.1\r\nHost: a\r\n\r\n`,
  `DELETE ${talks} HTTP/1.1\r\nHost: a\r\n\r\n`,
  `PROPFIND ${talks} HTTP/1.1\r\nHost: a\r\nDepth: 1\r\n\r\n`,
  `GET /assets/..%2f..%2fpackage.json HTTP/1.1\r\nHost: a\r\n\r\n`,
  `GET ${talks} HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
  `GET ${talks} HTTP/1.1\r\nHost: a\r\n${'X: 1\r\n'.repeat(3_000)}\r\n`,
  `GET ${talks} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello`,
  'POST /sign-in HTTP/1.1\r\nHost: a\r\n\r\n',
  'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
  'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 1e3\r\n\r\n',
  'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n',
  'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd',
  'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, nonsense\r\n\r\n',
  'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\nsignInName=much-longer',
  'POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nsignInName=cut-off',
  'POST /sign-in HTTP/1.1\r\nHost: a\r\nExpect: nonsense\r\nContent-Length: 0\r\n\r\n',
];

test('what is hardly HTTP is refused without a failure, and the next request is answered', async () => {
  const { application } = run;
  const lines = application.log.length;
  const answers = await Promise.all(hardlyHttp.map((bytes) => answerTo(application.address, bytes)));
  for (const [index, text] of answers.entries()) {
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
    const type = /^content-type: (.*)$/im.exec(text)?.[1]?.trim() ?? '';
    const faults = faultsOf({ status, headers: { 'content-type': type }, text }, application.address);
    expect({ sent: hardlyHttp[index]?.slice(0, 80), faults }).toEqual({
      sent: hardlyHttp[index]?.slice(0, 80),
      faults: [],
    });
  }
  expect(answers.filter((text) => text.startsWith('HTTP/1.1')).length).toBeGreaterThan(25);
  expect(application.log.slice(lines).filter((line) => line.includes('"request failed"'))).toEqual([]);
  expect((await application.visitor().get('/')).status).toBe(200);
});

/** What comes back until nothing has for three seconds; then the client goes away in the middle of its request. */
function answerTo(address: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(address);
    const socket = connectSocket({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    let text = '';
    const finish = () => {
      socket.destroy();
      resolve(text);
    };
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('error', finish);
    socket.on('close', finish);
    socket.setTimeout(3_000, finish);
  });
}
