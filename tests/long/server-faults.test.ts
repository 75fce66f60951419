import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, linkSync, openSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { appendOnlyTriggers } from '../../src/data/engine/sqlite/append-only-triggers.js';
import { folderForEachTest } from '../support/server-folder.js';
import type { ServerProcess } from '../support/server-process.js';
import { tracker } from '../support/tracker-command.js';
import { freePort } from '../support/free-port.js';

const folder = folderForEachTest();

async function text(url: string): Promise<string> {
  return (await fetch(url)).text();
}

test('a second server on the same file refuses to start, and the first goes on', async () => {
  const first = await folder.start();
  const { exitCode, errors } = await folder.start();
  expect(exitCode).toBe(1);
  expect(errors).toMatch(/^Another server is running on \S+tracker\.db\. Stop it first, or set DATABASE_URL/);
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
  await first.kill();
  const third = await folder.start();
  expect((await fetch(`${third.address}/readyz`)).status).toBe(200);
});

test('a server that is started by another name of the file refuses as well', async () => {
  const first = await folder.start();
  symlinkSync(join(folder.path, 'data/tracker.db'), join(folder.path, 'other.db'));
  const second = await folder.start({ DATABASE_URL: 'file:./other.db' });
  expect([second.exitCode, second.errors]).toEqual([
    1,
    expect.stringMatching(/^Another server is running on \S+data\/tracker\.db\. Stop it first/),
  ]);
  linkSync(join(folder.path, 'data/tracker.db'), join(folder.path, 'linked.db'));
  const third = await folder.start({ DATABASE_URL: 'file:./linked.db' });
  expect([third.exitCode, third.errors]).toEqual([
    1,
    expect.stringMatching(/^\S+linked\.db has a second name \(a hard link\)/),
  ]);
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
});

test('a file that is moved away under the server makes it read-only, as /readyz says', async () => {
  const server = await folder.start({ LOG_LEVEL: 'info' });
  renameSync(join(folder.path, 'data/tracker.db'), join(folder.path, 'data/elsewhere.db'));
  const ready = await fetch(`${server.address}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([
    503,
    'read-only: the file of the database was replaced\n',
  ]);
  expect(await text(`${server.address}/negotiations/russia-ukraine`)).toContain(
    'the file of the database was moved or replaced while the server ran',
  );
  const link = /http:\S+\/set-up\/[\w-]{43}/.exec(server.errors)?.[0] as string;
  const body = new URLSearchParams({
    signInName: 'night-desk',
    password: 'the harbour at four in the morning',
    publicName: '',
  });
  const answer = await fetch(link, { method: 'POST', body, headers: { origin: server.address } });
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('night-desk')]);
  expect(server.output).toMatch(/"level":"CRITICAL".*was moved, removed or replaced/);
  expect(await server.stop()).toBe(0);
});

test.skipIf(!existsSync('/dev/full'))(
  'with its log and its words on a full disk it serves, and it stops',
  async () => {
    const full = openSync('/dev/full', 'w');
    const port = await freePort();
    const env = {
      PATH: process.env.PATH,
      PORT: String(port),
      DATABASE_URL: 'file:./tracker.db',
      EXAMPLE_DATA: 'on',
    };
    const script = fileURLToPath(new URL('../../dist/server.js', import.meta.url));
    const server = spawn(process.execPath, [script], {
      cwd: folder.path,
      env,
      stdio: ['ignore', full, full],
    });
    closeSync(full);
    const address = `http://localhost:${port}`;
    for (let turn = 0; turn < 600; turn += 1) {
      if ((await fetch(`${address}/readyz`).catch(() => null))?.ok) break;
      await wait(100);
    }
    for (let count = 0; count < 200; count += 1)
      expect((await fetch(`${address}/negotiations/russia-ukraine`)).status).toBe(200);
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  },
);

test('an import holds the lock of the server, and a server that is started meanwhile keeps its database', async () => {
  const file = join(folder.path, 'data/tracker.db');
  const importing = spawn(process.execPath, [
    ...[fileURLToPath(new URL('../../dist/cli/tracker.js', import.meta.url)), 'import', '-'],
    ...['--database', `file:${file}`],
  ]);
  for (let turn = 0; !existsSync(`${file}-wal`) && turn < 600; turn += 1) await wait(100);
  const server = await folder.start();
  expect([server.exitCode, server.errors]).toEqual([
    1,
    expect.stringMatching(/^Another server is running on/),
  ]);
  const ended = once(importing, 'exit');
  importing.stdin.end('no line of an export');
  expect(await ended).toEqual([1, null]);
  expect(existsSync(file)).toBe(false);
  const after = await folder.start();
  const everything = await tracker(`file:${file}`, ['import', '-'], '{}');
  expect([everything.code, everything.stderr]).toEqual([
    1,
    expect.stringContaining('Another server is running on'),
  ]);
  expect((await fetch(`${after.address}/readyz`)).status).toBe(200);
  expect(existsSync(file)).toBe(true);
});

/** What somebody with access to the file can do. */
function tamper(sql: string): void {
  const direct = new Sqlite(join(folder.path, 'data/tracker.db'));
  const trigger = appendOnlyTriggers.find(({ name }) => name === 'stances_refuse_update');
  direct.exec(`DROP TRIGGER ${trigger?.name}`);
  direct.exec(sql);
  direct.exec(trigger?.sql as string);
  direct.close();
}

/** The number of one of the stances of the example. */
function anyStance(): number {
  const direct = new Sqlite(join(folder.path, 'data/tracker.db'), { readonly: true });
  const row = direct.prepare('SELECT min(sequence) AS sequence FROM stances').get();
  direct.close();
  return (row as { sequence: number }).sequence;
}

describe('a record that was altered while no server ran', () => {
  let server: ServerProcess;
  let csv: string;
  let stance: number;

  beforeEach(async () => {
    const first = await folder.start();
    csv = await text(`${first.address}/negotiations/russia-ukraine/matrix.csv`);
    await first.stop();
    stance = anyStance();
    tamper(`CREATE TABLE kept AS SELECT summary FROM stances WHERE sequence = ${stance}`);
    tamper(`UPDATE stances SET summary = 'Other words.' WHERE sequence = ${stance}`);
    server = await folder.start({ LOG_LEVEL: 'info' });
  });

  test('is shown with a banner, and is not ready for a proxy that asks', async () => {
    const page = await fetch(`${server.address}/negotiations/russia-ukraine`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Nothing can be recorded at the moment');
    const ready = await fetch(`${server.address}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, 'read-only: the record does not verify\n']);
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
    expect(await text(`${server.address}/negotiations/russia-ukraine/matrix.csv`)).toBe(csv);
    expect(server.output).toMatch(
      new RegExp(`"level":"CRITICAL".*№ ${stance} does not hold what was published\\.`),
    );
  });

  test('is read-only after a restart too, until a verification has found nothing', async () => {
    await server.stop();
    tamper(`UPDATE stances SET summary = (SELECT summary FROM kept) WHERE sequence = ${stance}`);
    server = await folder.start();
    expect((await fetch(`${server.address}/readyz`)).status).toBe(503);
    expect((await tracker(`file:${join(folder.path, 'data/tracker.db')}`, ['verify'])).code).toBe(0);
    await server.stop();
    server = await folder.start();
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  });

  test('takes nothing more, and gives back what was typed', async () => {
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

test('a database file that is damaged at its beginning is reported in a sentence, with what to do', async () => {
  const first = await folder.start();
  await first.stop();
  writeFileSync(
    join(folder.path, 'data/tracker.db'),
    'Dear editors, this is a letter and not a database. '.repeat(200),
  );
  const { exitCode, errors } = await folder.start();
  expect([exitCode, errors]).toEqual([
    1,
    'The database cannot be opened: file is not a database. Nothing was changed. Bring a backup back with “npm run tracker -- restore <backup>”.\n',
  ]);
});
