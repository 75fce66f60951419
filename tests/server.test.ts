import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendOnlyTriggers } from '../src/data/append-only.js';
import { temporaryFolder } from './support/database.js';
import type { LogLine } from './support/log-lines.js';
import { ServerProcess } from './support/server-process.js';

let folder: string;
let running: ServerProcess[];

beforeEach(() => {
  folder = temporaryFolder();
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
});

async function start(settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const server = await ServerProcess.start(folder, settings);
  running.push(server);
  return server;
}

async function text(url: string): Promise<string> {
  return (await fetch(url)).text();
}

test('without any setting it makes its database, records the example and prints where to go', async () => {
  const { address, errors } = await start();
  expect(existsSync(join(folder, 'data/tracker.db'))).toBe(true);
  expect(statSync(join(folder, 'data/tracker.db')).mode & 0o077, 'nobody else may read it').toBe(0);
  expect(await text(`${address}/negotiations/russia-ukraine/matrix.csv`)).toContain('cede-donbas');
  const link = /http:\S+\/set-up\/[\w-]{43}/.exec(errors)?.[0] as string;
  expect(await text(link)).toContain('Create the first admin');
});

test('a second start changes nothing, and the same stop and start gives the same bytes', async () => {
  const first = await start();
  const csv = '/negotiations/russia-ukraine/stances.csv?as_of=2025-08-18';
  const plain = async (address: string) => (await text(`${address}${csv}`)).replaceAll(address, '');
  const before = await plain(first.address);
  expect(await first.stop()).toBe(0);
  expect(existsSync(join(folder, 'data/tracker.db-wal'))).toBe(false);
  const second = await start();
  expect(await plain(second.address)).toBe(before);
});

test('it stops though readers keep asking: what they asked for before is answered, then it is not ready', async () => {
  const server = await start();
  const statuses: number[] = [];
  let isDone = false;
  const readers = Array.from({ length: 4 }, async () => {
    while (!isDone) {
      const response = await fetch(`${server.address}/negotiations/russia-ukraine`).catch(() => null);
      if (response === null) return;
      await response.text();
      statuses.push(response.status);
    }
  });
  while (statuses.length < 4) await text(server.address);
  expect(await server.stop()).toBe(0);
  isDone = true;
  await Promise.all(readers);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(existsSync(join(folder, 'data/tracker.db-wal'))).toBe(false);
});

test('its log is JSON from the first line to the last, and knows nothing of the link for the first admin', async () => {
  const server = await start({ LOG_LEVEL: 'info' });
  await text(`${server.address}/healthz`);
  await server.stop();
  const lines = server.output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LogLine);
  expect(lines.map(({ level, event, msg }) => [level, event, msg])).toEqual([
    ['WARN', 'sys_startup', 'The server started.'],
    ['INFO', undefined, 'request completed'],
    ['WARN', 'sys_shutdown', 'The server was told to stop.'],
  ]);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(lines[0]).toMatchObject({ version, node: process.version, database: 'tracker.db' });
  expect(lines[2]).toMatchObject({ signal: 'SIGTERM' });
  const setUpToken = /set-up\/([\w-]{43})/.exec(server.errors)?.[1] as string;
  expect(server.output).not.toContain(setUpToken);
});

test('whoever listens on a network without PUBLIC_URL is warned, once', async () => {
  const server = await start({ LOG_LEVEL: 'info', HOST: '0.0.0.0', EXAMPLE_DATA: 'off' });
  await server.stop();
  const warnings = server.output.split('\n').filter((line) => line.includes('"setting":"PUBLIC_URL"'));
  expect(warnings).toHaveLength(1);
  expect(JSON.parse(warnings[0] as string)).toMatchObject({
    level: 'WARN',
    msg: 'HOST is 0.0.0.0, so others reach this server, but PUBLIC_URL is not set: links, feeds and the check where a form comes from then believe the Host header of each request, and under https cookies are not bound to it. Set PUBLIC_URL to the address that readers use, such as https://tracker.example.org.',
  });
});

test('EXAMPLE_DATA=off starts empty', async () => {
  const { address } = await start({ EXAMPLE_DATA: 'off' });
  expect(await text(address)).toContain('No negotiation is tracked yet.');
});

test.each([
  [{ PORT: 'eighty' }, 'The setting PORT must be a number.\n'],
  [{ EXAMPLE_DATA: 'perhaps' }, 'The setting EXAMPLE_DATA must be on or off.\n'],
])('it refuses to start with %o, and says why', async (settings, sentence) => {
  const { exitCode, errors, output } = await start(settings);
  expect(exitCode).toBe(1);
  expect([errors, output]).toEqual([sentence, '']);
});

test('a port in use is said in a sentence', async () => {
  const first = await start();
  const { port } = new URL(first.address);
  const { exitCode, errors } = await start({
    PORT: port,
    DATABASE_URL: 'file:./other.db',
    EXAMPLE_DATA: 'off',
  });
  expect(exitCode).toBe(1);
  expect(errors).toMatch(new RegExp(`^Port ${port} is in use on `));
});

test('a second server on the same file refuses to start, and the first goes on', async () => {
  const first = await start();
  const { exitCode, errors } = await start();
  expect(exitCode).toBe(1);
  expect(errors).toMatch(/^Another server is running on \S+tracker\.db\. Stop it first, or set DATABASE_URL/);
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
  await first.kill();
  const third = await start();
  expect((await fetch(`${third.address}/readyz`)).status).toBe(200);
});

describe('a record that was altered while nobody looked', () => {
  let server: ServerProcess;
  let csv: string;

  beforeEach(async () => {
    const first = await start();
    csv = await text(`${first.address}/negotiations/russia-ukraine/matrix.csv`);
    await first.stop();
    const direct = new Sqlite(join(folder, 'data/tracker.db'));
    const trigger = appendOnlyTriggers.find(({ name }) => name === 'stances_refuse_update');
    direct.exec(`DROP TRIGGER ${trigger?.name}`);
    direct.exec(`UPDATE stances SET summary = 'Other words.' WHERE sequence = 46`);
    direct.exec(trigger?.sql as string);
    direct.close();
    server = await start({ LOG_LEVEL: 'info' });
  });

  test('is shown with a banner, and is not ready for a proxy that asks', async () => {
    const page = await fetch(`${server.address}/negotiations/russia-ukraine`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Nothing can be recorded at the moment');
    const ready = await fetch(`${server.address}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, 'read-only: the record does not verify\n']);
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
    expect(await text(`${server.address}/negotiations/russia-ukraine/matrix.csv`)).toBe(csv);
    expect(server.output).toMatch(/"level":"CRITICAL".*№ 46 does not hold what was published\./);
  });

  test('takes nothing more, and what was typed comes back', async () => {
    const link = /http:\S+\/set-up\/[\w-]{43}/.exec(server.errors)?.[0] as string;
    const body = new URLSearchParams({
      signInName: 'night-desk',
      password: 'the harbour at four in the morning',
      publicName: '',
    });
    const answer = await fetch(link, { method: 'POST', body, headers: { origin: server.address } });
    expect(answer.status).toBe(503);
    const page = await answer.text();
    expect(page).toContain('Whoever runs the server has to look at it first.');
    expect(page).toContain('night-desk');
  });
});

test('a database file that is damaged at its beginning is said in a sentence, with the way back', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(
    join(folder, 'data/tracker.db'),
    'Dear editors, this is a letter and not a database. '.repeat(200),
  );
  const { exitCode, errors } = await start();
  expect([exitCode, errors]).toEqual([
    1,
    'The database cannot be opened: file is not a database. Nothing was changed. Bring a backup back with “npm run tracker -- restore <backup>”.\n',
  ]);
});
