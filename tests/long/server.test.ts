import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LogLine } from '../support/log-lines.js';
import { folderForEachTest } from '../support/server-folder.js';

const folder = folderForEachTest();

async function text(url: string): Promise<string> {
  return (await fetch(url)).text();
}

test('without any setting the server makes its database, records the example and prints its address', async () => {
  const { address, errors } = await folder.start();
  expect(existsSync(join(folder.path, 'data/tracker.db'))).toBe(true);
  expect(statSync(join(folder.path, 'data/tracker.db')).mode & 0o077, 'nobody else may read it').toBe(0);
  expect(await text(`${address}/negotiations/russia-ukraine/matrix.csv`)).toContain('cede-donbas');
  const link = /http:\S+\/set-up\/[\w-]{43}/.exec(errors)?.[0] as string;
  expect(await text(link)).toContain('Create the first admin');
});

test('a second start changes nothing, and pages have the same bytes after a stop and a start', async () => {
  const first = await folder.start();
  const csv = '/negotiations/russia-ukraine/stances.csv?as_of=2025-08-18';
  const plain = async (address: string) => (await text(`${address}${csv}`)).replaceAll(address, '');
  const before = await plain(first.address);
  expect(await first.stop()).toBe(0);
  expect(existsSync(join(folder.path, 'data/tracker.db-wal'))).toBe(false);
  const second = await folder.start();
  expect(await plain(second.address)).toBe(before);
});

test('the server stops although readers keep asking: what they asked for before is answered, then it is not ready', async () => {
  const server = await folder.start();
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
  expect(existsSync(join(folder.path, 'data/tracker.db-wal'))).toBe(false);
});

test('the log is JSON from the first line to the last, without the link for the first admin', async () => {
  const server = await folder.start({ LOG_LEVEL: 'info', EXAMPLE_DATA: 'off' });
  await text(`${server.address}/healthz`);
  await server.stop();
  const lines = server.output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LogLine);
  expect(lines.map(({ level, event, msg }) => [level, event, msg])).toEqual([
    ['WARN', 'sys_startup', 'The server started.'],
    [
      'INFO',
      undefined,
      'CONTACT is not set: readers cannot report an error. Set it to a mail address or to the web address of a page.',
    ],
    ['INFO', undefined, 'request completed'],
    ['WARN', 'sys_shutdown', 'The server was told to stop.'],
  ]);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(lines[0]).toMatchObject({ version, node: process.version, database: 'tracker.db' });
  expect(lines.at(-1)).toMatchObject({ signal: 'SIGTERM' });
  const setUpToken = /set-up\/([\w-]{43})/.exec(server.errors)?.[1] as string;
  expect(server.output).not.toContain(setUpToken);
});

test('whoever listens on a network without PUBLIC_URL is warned, once', async () => {
  const server = await folder.start({ LOG_LEVEL: 'info', HOST: '0.0.0.0', EXAMPLE_DATA: 'off' });
  await server.stop();
  const warnings = server.output.split('\n').filter((line) => line.includes('"setting":"PUBLIC_URL"'));
  expect(warnings).toHaveLength(1);
  expect(JSON.parse(warnings[0] as string)).toMatchObject({
    level: 'WARN',
    msg: 'HOST is 0.0.0.0, so others reach this server, but PUBLIC_URL is not set: links, feeds and the check where a form comes from then believe the Host header of each request, and under https cookies are not bound to it. Set PUBLIC_URL to the address that readers use, such as https://tracker.example.org.',
  });
});

test('EXAMPLE_DATA=off starts empty', async () => {
  const { address } = await folder.start({ EXAMPLE_DATA: 'off' });
  expect(await text(address)).toContain('No negotiation is tracked yet.');
});

test.each([
  [{ PORT: 'eighty' }, 'The setting PORT must be a number.\n'],
  [{ EXAMPLE_DATA: 'perhaps' }, 'The setting EXAMPLE_DATA must be on or off.\n'],
])('the server refuses to start with %o, and says why', async (settings, sentence) => {
  const { exitCode, errors, output } = await folder.start(settings);
  expect(exitCode).toBe(1);
  expect([errors, output]).toEqual([sentence, '']);
});

test('the server listens before it loads the engine of Prisma, which the first page that needs it does', async () => {
  const report =
    'new Proxy(WebAssembly.Module,{construct(...c){console.error("engine");return Reflect.construct(...c)}})';
  const hook = `data:text/javascript,WebAssembly.Module=${encodeURIComponent(report)}`;
  const server = await folder.start({ EXAMPLE_DATA: 'off', NODE_OPTIONS: `--import=${hook}` });
  await text(`${server.address}/readyz`);
  expect(server.errors).not.toContain('engine');
  await text(server.address);
  expect(server.errors).toContain('engine');
});

test('a port in use is reported in a sentence', async () => {
  const other = createServer().listen(0, 'localhost');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { exitCode, errors } = await folder.start({ PORT: String(port), EXAMPLE_DATA: 'off' });
  other.close();
  expect(exitCode).toBe(1);
  expect(errors).toMatch(new RegExp(`^Port ${port} is in use on `));
});
