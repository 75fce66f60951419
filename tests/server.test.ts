import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from './support/database.js';

const server = fileURLToPath(new URL('../dist/server.js', import.meta.url));
let folder: string;
let running: ChildProcess[];

beforeEach(() => {
  folder = temporaryFolder();
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((child) => stop(child)));
});

/** Starts the built server in an empty folder, as `npm start` does, and waits until it listens or has given up. */
async function start(settings: Record<string, string> = {}) {
  const environment = { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...settings };
  const child = spawn(process.execPath, [server], { cwd: folder, env: environment });
  running.push(child);
  let output = '';
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      if (/listens on/.test(output) && /set-up/.test(output)) resolve();
    });
  });
  const address = /listens on (http:\S+)/.exec(output)?.[1] ?? '';
  return { child, address, output: () => output, errors: () => errors };
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return child.exitCode;
}

async function text(url: string): Promise<string> {
  return (await fetch(url)).text();
}

test('without any setting it makes its database, records the example and prints where to go', async () => {
  const { address, output } = await start();
  expect(existsSync(join(folder, 'data/tracker.db'))).toBe(true);
  expect(await text(`${address}/negotiations/russia-ukraine/matrix.csv`)).toContain('cede-donbas');
  const link = /http:\S+\/set-up\/[\w-]{43}/.exec(output())?.[0] as string;
  expect(await text(link)).toContain('Create the first admin');
});

test('a second start changes nothing, and the same stop and start gives the same bytes', async () => {
  const first = await start();
  const csv = '/negotiations/russia-ukraine/stances.csv?as_of=2025-08-18';
  const plain = async (address: string) => (await text(`${address}${csv}`)).replaceAll(address, '');
  const before = await plain(first.address);
  expect(await stop(first.child)).toBe(0);
  expect(existsSync(join(folder, 'data/tracker.db-wal'))).toBe(false);
  const second = await start();
  expect(await plain(second.address)).toBe(before);
});

test('EXAMPLE_DATA=off starts empty', async () => {
  const { address } = await start({ EXAMPLE_DATA: 'off' });
  expect(await text(address)).toContain('No negotiation is tracked yet.');
});

test.each([
  [{ PORT: 'eighty' }, 'The setting PORT must be a number.\n'],
  [{ EXAMPLE_DATA: 'perhaps' }, 'The setting EXAMPLE_DATA must be on or off.\n'],
])('it refuses to start with %o, and says why', async (settings, sentence) => {
  const { child, errors, output } = await start(settings);
  expect(child.exitCode).toBe(1);
  expect([errors(), output()]).toEqual([sentence, '']);
});

test('a port in use is said in a sentence', async () => {
  const first = await start();
  const { port } = new URL(first.address);
  const { child, errors } = await start({ PORT: port, DATABASE_URL: 'file:./other.db', EXAMPLE_DATA: 'off' });
  expect(child.exitCode).toBe(1);
  expect(errors()).toMatch(new RegExp(`^Port ${port} is in use on `));
});
