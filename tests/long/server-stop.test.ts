import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect as openSocket } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectFile } from '../../src/data/inspection.js';
import { createExampleDatabase, type TestDatabase } from '../support/database.js';
import { oneTo } from '../support/numbered-writes.js';
import { accountOf, editorsAt, nothingWrong, type PublishingEditor } from '../support/publishing-editor.js';
import { ServerProcess } from '../support/server-process.js';

const talks = '/negotiations/russia-ukraine';
/** In milliseconds: what service managers wait before they kill. */
const promised = 10_000;

let example: TestDatabase;
let server: ServerProcess;
let editors: PublishingEditor[];

beforeEach(async () => {
  example = await createExampleDatabase();
  await example.database.close();
  server = await ServerProcess.start(dirname(example.file), { DATABASE_URL: example.url, LOG_LEVEL: 'warn' });
  editors = await editorsAt(server.address, example.url, 3);
});

afterEach(async () => {
  await server.stop();
  await example.remove();
});

/** Reads until the server no longer answers; tells the statuses. */
async function read(number: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let count = 0; ; count += 1) {
    const day = 10 + ((number + count) % 10);
    const answer = await fetch(`${server.address}${talks}?as_of=2025-08-${day}`).catch(() => null);
    if (answer === null || (await answer.text().catch(() => null)) === null) return statuses;
    statuses.push(answer.status);
  }
}

function acknowledged(): number {
  return editors.reduce((sum, editor) => sum + editor.acknowledged.size, 0);
}

/** Stops the server while editors publish and readers read, and looks at what it leaves. */
async function stopInTheMiddle(what: string, isUnderWay: () => Promise<void>): Promise<void> {
  const publishing = editors.map((editor) => editor.publish());
  const reading = [1, 2, 3, 4].map(read);
  while (acknowledged() < 20) await wait(10);
  await isUnderWay();
  const begun = performance.now();
  const ending = server.stop();
  while (!server.output.includes('sys_shutdown')) await wait(1);
  const ready = await fetch(`${server.address}/readyz`).then(
    ({ status }) => status,
    () => 'refused',
  );
  expect([503, 'refused']).toContain(ready);
  expect(await ending).toBe(0);
  const lasted = performance.now() - begun;
  expect(lasted).toBeLessThan(promised);
  await Promise.all(publishing);
  const statuses = new Set((await Promise.all(reading)).flat());
  expect(statuses).toEqual(new Set([200]));
  console.log(`${what}: ended after ${lasted.toFixed(0)} ms, ${acknowledged()} acknowledged updates`);
}

async function expectSound(): Promise<void> {
  expect(existsSync(`${example.file}-wal`)).toBe(false);
  expect(accountOf(example.file, editors)).toEqual(nothingWrong);
  expect((await inspectFile(example.file)).findings).toEqual([]);
}

test('SIGTERM while editors publish and readers read: it ends well, with everything acknowledged', async () => {
  await stopInTheMiddle('Alone', () => Promise.resolve());
  await expectSound();
});

test('the same beside a browser that has connected and asked nothing yet', async () => {
  const { hostname, port } = new URL(server.address);
  const socket = openSocket(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  await stopInTheMiddle('Beside a connection without a request', () => Promise.resolve());
  socket.destroy();
  await expectSound();
});

test('the same while a backup runs, which ends well too', async () => {
  fill();
  let backup: BackupProcess | null = null;
  await stopInTheMiddle('While a backup runs', async () => {
    backup = new BackupProcess(example.url);
    await backup.hasBegun();
  });
  const copy = await (backup as unknown as BackupProcess).result();
  await expectSound();
  expect((await inspectFile(copy)).findings).toEqual([]);
});

/** Large enough that copying it takes a while. */
function fill(): void {
  const database = new Sqlite(example.file);
  const insert = database.prepare("INSERT INTO parties (slug, name, kind) VALUES (?, ?, 'state')");
  for (const number of oneTo(150)) insert.run(`party-${number}`, 'x'.repeat(1_000_000));
  database.close();
}

/** `npm run backup` beside the server. */
class BackupProcess {
  readonly #child: ChildProcess;
  #output = '';
  #errors = '';

  constructor(url: string) {
    const script = fileURLToPath(new URL('../../dist/cli/backup.js', import.meta.url));
    this.#child = spawn(process.execPath, [script, '--database', url]);
    this.#child.stdout?.on('data', (chunk) => {
      this.#output += String(chunk);
    });
    this.#child.stderr?.on('data', (chunk) => {
      this.#errors += String(chunk);
    });
  }

  async hasBegun(): Promise<void> {
    while (!this.#errors.includes('Copying the database')) await wait(5);
    expect(this.#child.exitCode).toBe(null);
  }

  /** The path of the copy. */
  async result(): Promise<string> {
    if (this.#child.exitCode === null) await once(this.#child, 'close');
    expect([this.#child.exitCode, this.#errors]).toEqual([0, expect.stringContaining('100 %')]);
    return this.#output.trim();
  }
}
