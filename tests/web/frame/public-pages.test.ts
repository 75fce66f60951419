import { brotliDecompressSync, gunzipSync, unzipSync } from 'node:zlib';
import { get as httpGet } from 'node:http';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { temporaryFolder } from '../../support/database.js';
import { idsOf, soundUpdate } from '../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

interface Raw {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What goes over the wire, without decompressing it. */
function raw(path: string, headers: Record<string, string> = {}): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = httpGet(`${application.address}${path}`, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    request.on('error', reject);
  });
}

async function publish(): Promise<void> {
  const editor = await application.signedIn('editor');
  const { status } = await editor.post(`${talks}/updates`, soundUpdate(await idsOf(application)));
  expect(status).toBe(303);
}

describe.each([
  '/',
  talks,
  `${talks}?as_of=2025-08-14`,
  `${talks}/positions/russia/crimea`,
  `${talks}/demands/crimea`,
  `${talks}/parties/russia`,
  `${talks}/changes`,
  `${talks}/updates`,
  `${talks}/updates/1`,
  `${talks}/corrections`,
  `${talks}/sources`,
  `${talks}/data`,
  `${talks}/methodology`,
  `${talks}/matrix.csv`,
  `${talks}/stances.csv`,
  `${talks}/changes.csv`,
])('%s', (path) => {
  test('is not sent again to whoever has it, until something is recorded', async () => {
    const first = await raw(path);
    expect(first.status).toBe(200);
    const etag = first.headers.etag as string;
    expect(etag).toMatch(/^W\/"\d+-2025-08-21-[0-9a-f]{12}"$/);
    expect(first.headers['cache-control']).toBe('no-cache');
    const again = await raw(path, { 'if-none-match': etag });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
    await publish();
    expect((await raw(path, { 'if-none-match': etag })).status).toBe(200);
  });
});

describe('whoever knows the present state', () => {
  test.each([
    ['/negotiations/atlantis', 404],
    [`${talks}/demands/moon`, 404],
    [`${talks}/releases/9/tables.zip`, 404],
    [`${talks}/data.db?x=1`, 400],
    [`${talks}?as_of=never`, 400],
    [`${talks}/stances.csv?bom=7`, 400],
    [`${talks}/matrix.svg?width=5`, 400],
    ['/about?x=1', 400],
    ['/embed/negotiations/atlantis', 404],
    ['/c/58-00000000/negotiations/russia-ukraine?as_of=2025-08-21', 404],
  ])('is told of %s what others are told: %i', async (path, status) => {
    const etag = (await raw(talks)).headers.etag as string;
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(`${application.address}${path}`, {
        method,
        headers: { 'if-none-match': etag },
      });
      expect([method, answer.status, answer.headers.get('etag')]).toEqual([method, status, null]);
    }
  });

  test('need not have asked here for what exists: a page, a file, a part of another site', async () => {
    const etag = (await raw(talks)).headers.etag as string;
    for (const path of [
      `${talks}/methodology`,
      `${talks}/stances.csv`,
      `/embed${talks}`,
      `${talks}/data.db`,
    ]) {
      const { status, body, headers } = await raw(path, { 'if-none-match': etag });
      expect([path, status, body.length, headers.etag]).toEqual([path, 304, 0, etag]);
      expect(headers['content-type']).toBeUndefined();
    }
  });

  test('is answered from memory the second time', async () => {
    const etag = (await raw(talks)).headers.etag as string;
    await raw(`${talks}/methodology`, { 'if-none-match': etag });
    const reached = handled();
    expect((await raw(`${talks}/methodology`, { 'if-none-match': etag })).status).toBe(304);
    expect(handled()).toBe(reached);
  });
});

test('after a restore the same state number means another state: what readers have kept is sent anew', async () => {
  const etag = (await raw(talks)).headers.etag as string;
  const template = join(temporaryFolder(), 'restored.db');
  const direct = new Sqlite(application.file);
  direct.exec(`VACUUM INTO '${template}'`);
  direct.close();
  const restored = new Sqlite(template);
  restored.exec("UPDATE instance SET life = 'fedcba9876543210'");
  restored.close();
  await application.stop();
  application = await startApplication({ template });
  const next = await raw(talks, { 'if-none-match': etag });
  expect(next.status).toBe(200);
  expect(next.headers.etag).not.toBe(etag);
});

test('a kept page is the page that was made, compressed as the reader accepts it', async () => {
  const plain = (await raw(talks)).body.toString();
  for (const [encoding, unpack] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    for (const turn of ['made', 'kept', 'kept and packed better']) {
      const { headers, body } = await raw(talks, { 'accept-encoding': encoding });
      expect([turn, headers['content-encoding'], unpack(body).toString() === plain]).toEqual([
        turn,
        encoding,
        true,
      ]);
    }
  }
});

test('a page that is asked for again is packed better', async () => {
  const lengthOf = async () => (await raw(talks, { 'accept-encoding': 'br' })).body.length;
  const quick = await lengthOf();
  expect(await lengthOf()).toBe(quick);
  await expect.poll(lengthOf).toBeLessThan(quick);
});

function unpacked({ headers, body }: Raw): Buffer {
  const encoding = headers['content-encoding'];
  if (encoding === 'br') return brotliDecompressSync(body);
  return encoding === undefined ? body : unzipSync(body);
}

/** How often any handler was reached. */
const handled = () => [...application.reached.values()].reduce((sum, times) => sum + times, 0);

test.each([
  `${talks}/positions.csv`,
  `${talks}/positions.json`,
  `${talks}/stances.csv?raw=1`,
  `${talks}/tables.zip`,
  '/record-chain.csv',
  '/embed/negotiations/russia-ukraine',
])('%s is kept as it was made, headers and all', async (path) => {
  for (const encoding of ['br', 'gzip', 'identity', 'deflate', 'gzip;q=0.5, br;q=0.1', '']) {
    const ownOfEach = ['date', 'x-request-id', 'content-length', 'transfer-encoding'];
    const headersOf = ({ headers }: Raw) =>
      Object.fromEntries(Object.entries(headers).filter(([name]) => !ownOfEach.includes(name)));
    const made = await raw(path, { 'accept-encoding': encoding });
    const reached = handled();
    const kept = await raw(path, { 'accept-encoding': encoding });
    // What the compression packs in another way than asked for here is made anew each time.
    if (['br', 'gzip', 'identity'].includes(encoding)) expect(handled()).toBe(reached);
    expect(made.status).toBe(200);
    expect(headersOf(kept)).toEqual(headersOf(made));
    // A page may be packed better meanwhile.
    expect(unpacked(kept).equals(unpacked(made))).toBe(true);
  }
});

test('a page is not kept beyond a publication, nor beyond midnight', async () => {
  const before = (await raw(talks)).body.toString();
  await publish();
  const after = (await raw(`${talks}/updates`)).body.toString();
  expect(after).toContain('Kyiv repeats its answer on Crimea');
  expect((await raw(talks)).body.toString()).not.toBe(before);
  const etag = (await raw(talks)).headers.etag as string;
  application.time.now = new Date('2025-08-22T00:00:01Z');
  const next = await raw(talks, { 'if-none-match': etag });
  expect(next.status).toBe(200);
  expect(next.body.toString()).toContain('As of 22 August 2025');
});

test('the front page asks to be loaded again every five minutes, made or kept; no other page does', async () => {
  expect((await raw('/')).headers.refresh).toBe('300');
  expect((await raw('/')).headers.refresh).toBe('300');
  expect((await raw(talks)).headers.refresh).toBeUndefined();
  const editor = await application.signedIn('editor');
  expect((await raw('/', { cookie: editor.cookie })).headers.refresh).toBeUndefined();
});

test('each host gets its own page: the permalink holds its name', async () => {
  const [one, two] = [await raw(talks, { host: 'one.example' }), await raw(talks, { host: 'two.example' })];
  expect(one.body.toString()).toContain('http://one.example/');
  expect(two.body.toString()).not.toContain('one.example');
});

test('what a signed-in person sees is neither kept, nor compressed, nor given an ETag', async () => {
  const editor = await application.signedIn('editor');
  const { headers, body } = await raw(talks, { cookie: editor.cookie, 'accept-encoding': 'gzip' });
  expect(headers['cache-control']).toBe('no-store');
  expect([headers.etag, headers['content-encoding']]).toEqual([undefined, undefined]);
  expect(body.toString()).toContain('Sign out');
  expect((await raw(talks)).body.toString()).not.toContain('Sign out');
});

test('refusals have no ETag, and styles and exports are compressed', async () => {
  for (const path of ['/nowhere', `${talks}/nowhere`, `${talks}?colour=red`]) {
    expect((await raw(path)).headers.etag).toBeUndefined();
  }
  const { headers, body } = await raw(`${talks}/stances.csv`, { 'accept-encoding': 'gzip' });
  expect(headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(body).toString()).toBe((await raw(`${talks}/stances.csv`)).body.toString());
});

test('the matrix page is small on the wire', async () => {
  const { body } = await raw(talks, { 'accept-encoding': 'br' });
  expect(body.length).toBeLessThan(60_000);
});
