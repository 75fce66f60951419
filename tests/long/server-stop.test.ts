import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect as openSocket } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../src/data/open.js';
import { inspectFile } from '../support/inspected-file.js';
import { signedIn } from '../support/application.js';
import { createExampleDatabase, type TestDatabase } from '../support/database.js';
import { fileOfManyRows, uploadImport } from '../support/large-import.js';
import { oneTo } from '../support/numbered-writes.js';
import { accountOf, editorsAt, nothingWrong, type PublishingEditor } from '../support/publishing-editor.js';
import { ServerProcess } from '../support/server-process.js';
import type { Visitor } from '../support/visitor.js';

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

test('a server stopped by SIGTERM while editors publish and readers read ends well, with everything that it acknowledged', async () => {
  await stopInTheMiddle('Alone', () => Promise.resolve());
  await expectSound();
});

test('so does one to which a browser has connected without asking anything yet', async () => {
  const { hostname, port } = new URL(server.address);
  const socket = openSocket(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  await stopInTheMiddle('Beside a connection without a request', () => Promise.resolve());
  socket.destroy();
  await expectSound();
});

test('so does one beside a running backup, which ends well too', async () => {
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

test('so does one that is writing an import of 20,000 rows, of which nothing stays', async () => {
  const visitor = await importer();
  const cells = ['crimea', 'cede-donbas', 'ceasefire-first', 'cede-territory'] as const;
  const file = fileOfManyRows(20_000, (index) => [
    index % 2 === 0 ? 'russia' : 'united-states',
    cells[index % cells.length] as string,
  ]);
  const path = await uploadImport(visitor, talks, file);
  const before = entriesIn(example.file);
  await stopInTheMiddle('While an import is written', async () => {
    expect((await visitor.post(path, { do: 'publish', headline: 'What the archive holds' })).status).toBe(
      303,
    );
    while (!/\b[1-9][\d,]* of 20,000 stances written/.test((await visitor.get(path)).text)) await wait(100);
  });
  await expectSound();
  const published = editors.flatMap(({ acknowledged, unanswered }) => [...acknowledged.values(), unanswered]);
  const most = published.reduce((sum, update) => sum + (update?.whole.links ?? 0), 0);
  expect(entriesIn(example.file) - before).toBeLessThanOrEqual(most);
});

/** Large enough that copying it takes a while. */
function fill(): void {
  const database = new Sqlite(example.file);
  const insert = database.prepare("INSERT INTO parties (slug, name, kind) VALUES (?, ?, 'state')");
  for (const number of oneTo(150)) insert.run(`party-${number}`, 'x'.repeat(1_000_000));
  database.close();
}

async function importer(): Promise<Visitor> {
  const database = await connect(example.url);
  const visitor = await signedIn({ database }, server.address, 'editor', new Date());
  await database.close();
  return visitor;
}

function entriesIn(file: string): number {
  const database = new Sqlite(file);
  const count = database.prepare<[], number>('SELECT count(*) FROM entries').pluck().get() ?? 0;
  database.close();
  return count;
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
