import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import { hashOfToken } from '../../src/actions/people/sign-in.js';
import { connect } from '../../src/data/open.js';
import { migrate } from '../../src/data/open.js';
import { insertSession } from '../../src/data/people/sessions.js';
import { insertUser } from '../../src/data/people/users.js';
import { temporaryFolder } from '../support/database.js';
import { ServerProcess } from '../support/server-process.js';
import { percentile, residentSet } from './figures.js';
import { fillNegotiation } from './large-negotiation.js';
import { loadServer } from './load.js';
import type { LoadReport, Measured } from './load-plan.js';

/**
 * The server under load, over growing logs: 20 editors who publish one update a second each, readers meanwhile, how
 * long a start takes against one over an empty log, and the memory of a server that idles.
 *
 *     tsx tests/bench/editors.ts [--seconds 60] [--idle 30] [--starts 3] [--warming 10] [--node-options=<text>] [1000 10000 …]
 *
 * The options are those of the server that is loaded; with `--require` of a script it can be profiled.
 */
const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    idle: { type: 'string', default: '30' },
    starts: { type: 'string', default: '3' },
    warming: { type: 'string', default: '10' },
    'node-options': { type: 'string', default: '' },
  },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [1_000, 10_000, 100_000, 1_000_000];
const [seconds, idleSeconds, starts] = [Number(asked.seconds), Number(asked.idle), Number(asked.starts)];
/** For so many seconds the server is warmed up, in the same way. */
const warmingSeconds = Number(asked.warming);
const editorCount = 20;
/** As many pages as ten people ask for who each open one a second. */
const readers = { readers: 10, pagesPerSecond: 10 };

/** A filled database in a folder of its own, and the cookies of its editors. */
interface Desk {
  readonly folder: string;
  readonly file: string;
  readonly url: string;
  readonly cookies: readonly string[];
}

async function makeDesk(stances: number): Promise<Desk> {
  const folder = temporaryFolder();
  const file = join(folder, 'tracker.db');
  const url = `file:${file}`;
  await migrate(url);
  await fillNegotiation(file, stances);
  const tokens = Array.from({ length: editorCount }, () => randomBytes(32).toString('base64url'));
  const database = await connect(url);
  await database.write(async (tx) => {
    const createdAt = new Date();
    for (const [index, token] of tokens.entries()) {
      const account = { signInName: `editor-${index + 1}`, publicName: null, passwordHash: '' };
      const userId = await insertUser(tx, { ...account, role: 'editor', createdAt });
      await insertSession(tx, { tokenHash: hashOfToken(token), userId, createdAt });
    }
  });
  const { uuid } = database.instance;
  await database.close();
  return { folder, file, url, cookies: tokens.map((token) => `sid-${uuid}=${token}`) };
}

/** Starts a server; answers it once it has sent the matrix, and after how many milliseconds that was. */
async function startOver(
  { folder, url }: Desk,
  settings: Readonly<Record<string, string>> = {},
): Promise<{ server: ServerProcess; milliseconds: number }> {
  const begun = performance.now();
  const server = await ServerProcess.start(folder, { DATABASE_URL: url, BACKUP_FOLDER: 'off', ...settings });
  const { status } = await fetch(`${server.address}/negotiations/large`);
  if (status !== 200) throw new Error(`The matrix answered ${status}.`);
  return { server, milliseconds: performance.now() - begun };
}

async function timedStart(desk: Desk): Promise<number> {
  const { server, milliseconds } = await startOver(desk);
  await server.stop();
  return milliseconds;
}

/** What SQLite itself needs to make a row safe on this disk, one transaction each. */
function bareCommits(folder: string): number[] {
  const database = new Sqlite(join(folder, 'bare.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE rows (number INTEGER)');
  const insert = database.prepare('INSERT INTO rows VALUES (?)');
  const times = Array.from({ length: 200 }, (_, number) => {
    const begun = performance.now();
    insert.run(number);
    return performance.now() - begun;
  });
  database.close();
  return times;
}

function countUpdates({ file }: Desk): number {
  const database = new Sqlite(file, { readonly: true });
  const count = database.prepare<[], number>('SELECT count(*) FROM updates').pluck().get() ?? 0;
  database.close();
  return count;
}

const pagesOf = ({ measured }: LoadReport) => measured.filter(({ name }) => name !== 'publication');
const timesOf = (kinds: readonly Measured[]) => kinds.flatMap(({ milliseconds }) => milliseconds);

function line(name: string, figures: string, target = ''): void {
  process.stdout.write(`  ${name.padEnd(34)} ${figures.padEnd(52)} ${target}\n`);
}

function printTimes(name: string, times: readonly number[], target = ''): void {
  const figures = [0.5, 0.95, 0.99, 1].map((share) => percentile(times, share).toFixed(1).padStart(7));
  line(name, `p50 ${figures[0]}  p95 ${figures[1]}  p99 ${figures[2]}  most ${figures[3]} ms`, target);
}

/** What must not happen at all: a request answered otherwise than it should be, or an acknowledged update lost. */
function requireAll({ measured }: LoadReport, published: number): void {
  for (const { name, refusals } of measured) {
    if (refusals.length > 0)
      throw new Error(`${refusals.length} × ${name} failed: ${[...new Set(refusals)].join(', ')}.`);
  }
  const sent = measured.find(({ name }) => name === 'publication')?.milliseconds.length ?? 0;
  if (published !== sent) throw new Error(`${sent} updates were acknowledged, ${published} are on record.`);
}

async function measure(stances: number, empty: Desk): Promise<void> {
  process.stdout.write(`\nOver ${stances.toLocaleString('en-GB')} stances\n`);
  const desk = await makeDesk(stances);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let start = 1; start < starts; start += 1) {
    ours.push(await timedStart(desk));
    theirs.push(await timedStart(empty));
  }
  theirs.push(await timedStart(empty));
  const { server, milliseconds } = await startOver(desk, { NODE_OPTIONS: asked['node-options'] });
  ours.push(milliseconds);
  try {
    const [own, other] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
    const ratio = `${(own / other).toFixed(2)} of an empty log's ${(other / 1000).toFixed(2)} s`;
    line('start to the matrix', `${(own / 1000).toFixed(2)} s, ${ratio}`);
    const first = residentSet(server.pid);
    await wait(idleSeconds * 1000);
    const idle = residentSet(server.pid);
    line('resident set', `${first.toFixed(0)} MB after it, ${idle.toFixed(0)} MB ${idleSeconds} s later`);
    printTimes("SQLite's bare commit", bareCommits(desk.folder));
    const { address, pid } = server;
    const quietly = { address, editors: [], ...readers, seconds: Math.min(10, seconds), warmingSeconds };
    const quiet = await loadServer(pid, quietly);
    printTimes('readers, nobody publishing', timesOf(pagesOf(quiet)));
    const before = countUpdates(desk);
    const report = await loadServer(pid, {
      address,
      editors: desk.cookies,
      ...readers,
      seconds,
      warmingSeconds,
    });
    requireAll(report, countUpdates(desk) - before - editorCount * warmingSeconds);
    const publications = report.measured.filter(({ name }) => name === 'publication');
    printTimes(`${editorCount} editors, a publication`, timesOf(publications), 'target: p95 under 50 ms');
    printTimes('readers meanwhile', timesOf(pagesOf(report)));
    for (const { name, milliseconds } of pagesOf(report)) printTimes(`  ${name}`, milliseconds);
    printTimes('requests left late by', report.lateness);
    line('the server meanwhile', `${(100 * report.busy).toFixed(0)} % of one processor`);
    line('resident set after it', `${residentSet(server.pid).toFixed(0)} MB`);
  } finally {
    await server.stop();
    rmSync(desk.folder, { recursive: true });
  }
}

process.stdout.write(
  `${editorCount} editors publish one update a second each for ${seconds} s, synchronous=FULL; ${readers.readers} readers ask for ${readers.pagesPerSecond} pages a second\n`,
);
const empty = await makeDesk(0);
for (const stances of sizes) await measure(stances, empty);
rmSync(empty.folder, { recursive: true });
