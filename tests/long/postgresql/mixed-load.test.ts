import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { connect, migrate } from '../../../src/data/open.js';
import { dayOfNumber } from '../../../src/domain/when.js';
import { percentile, residentSet } from '../../bench/figures.js';
import { exampleRecordedAt, recordAlaska, temporaryFolder } from '../../support/database.js';
import { freePort } from '../../support/free-port.js';
import { InstalledPostgresql, installedPrograms, runProgram } from '../../support/installed-postgresql.js';
import { fileOfManyRows, uploadImport } from '../../support/large-import.js';
import { hasNginx, Nginx, ProxiedVisitor, proxiedHost } from '../../support/nginx.js';
import {
  accountOfServer,
  editorsAt,
  nothingWrong,
  type PublishingEditor,
} from '../../support/publishing-editor.js';
import { ServerProcess } from '../../support/server-process.js';
import { tracker } from '../../support/tracker-command.js';
import type { Visitor } from '../../support/visitor.js';

/** `MINUTES=60 npm run test:postgresql -- mixed-load` goes on for an hour. */
const minutes = Number(process.env.MINUTES ?? 0.5);
const [editorCount, readerCount] = [10, 50];
/** In milliseconds, how long an editor and a reader wait before they send the next. */
const [betweenUpdates, betweenPages] = [4_000, 4_000];
const importedRows = Math.min(20_000, 1_000 * minutes);
const firstDay = 20_148;
const talks = '/negotiations/russia-ukraine';

test.skipIf(installedPrograms === null || !hasNginx)(
  'two servers and a replica under editors, readers, an import, a dump, a restart of each and a verification (needs nginx and an installed PostgreSQL)',
  { timeout: (minutes + 5) * 60_000 },
  async () => {
    const primary = await InstalledPostgresql.start();
    onTestFinished(() => primary.stop());
    await migrate(primary.url);
    const database = await connect(primary.url);
    await recordAlaska(database, exampleRecordedAt);
    await database.close();
    const replica = await primary.follow();
    onTestFinished(() => replica.stop());
    const ports = [await freePort(), await freePort()];
    const [plain, secure] = [await freePort(), await freePort()];
    const start = (port: number) =>
      ServerProcess.start(temporaryFolder(), {
        ...{ DATABASE_URL: primary.url, READ_DATABASE_URL: replica.url },
        ...{ PORT: String(port), HOST: '127.0.0.1', TRUST_PROXY: '1', LOG_LEVEL: 'warn' },
        PUBLIC_URL: `https://${proxiedHost}:${secure}`,
      });
    const servers = await Promise.all(ports.map(start));
    onTestFinished(async () => void (await Promise.all(servers.map((server) => server.stop()))));
    const nginx = await Nginx.start(
      ports.map((port) => `127.0.0.1:${port}`),
      plain,
      secure,
    );
    onTestFinished(() => nginx.stop());

    const load = new Load();
    const [importer, ...editors] = await editorsAt(nginx.address, primary.url, editorCount + 1);
    for (const each of [importer as PublishingEditor, ...editors])
      each.visitor = new ProxiedVisitor(nginx, each.visitor.cookie);
    const working = [
      ...editors.map((editor) => load.publish(editor)),
      ...Array.from({ length: readerCount }, (_, index) => load.read(new ProxiedVisitor(nginx), index)),
    ];
    const memory: number[][] = [];
    const measure = () =>
      memory.push(servers.map((each) => (each.exitCode === null ? residentSet(each.pid) || 0 : 0)));
    const measuring = setInterval(measure, minutes * 5_000);
    onTestFinished(() => clearInterval(measuring));
    const part = (minutes * 60_000) / 8;
    const end = performance.now() + minutes * 60_000;

    await wait(part);
    const imported = await timed(() => importRows((importer as PublishingEditor).visitor));
    await wait(part);
    const dump = join(dumpFolder(), 'tracker.dump');
    const dumped = await timed(() =>
      runProgram('pg_dump', ['--format=custom', `--file=${dump}`, primary.url]),
    );
    await wait(part);
    for (const [index, port] of ports.entries()) {
      load.isRestarting = true;
      expect(await (servers[index] as ServerProcess).stop()).toBe(0);
      load.isRestarting = false;
      servers[index] = await start(port);
      await isReady(port);
      // Its code is warm, as the other takes all of the load in a moment.
      await wait(part / 2);
    }
    await wait(part);
    const verified = await timed(() => tracker(primary.url, ['verify']));
    await wait(Math.max(part, end - performance.now()));
    load.isOver = true;
    await Promise.all(working);

    expect({ other: load.other, refusals: editors.flatMap(({ refusals }) => refusals) }).toEqual({
      other: {},
      refusals: [],
    });
    expect(await accountOfServer(primary.url, editors)).toEqual(nothingWrong);
    const last = await tracker(primary.url, ['verify']);
    expect([verified.result.code, last.code]).toEqual([0, 0]);
    await expect.poll(() => accountOfServer(replica.url, editors), { timeout: 10_000 }).toEqual(nothingWrong);
    // The dump is as of one moment: whole, and it verifies.
    const restored = primary.url.replace(/postgres$/, 'restored');
    await runProgram('createdb', [`--maintenance-db=${primary.url}`, '--template=template0', 'restored']);
    await runProgram('pg_restore', ['--exit-on-error', '--no-owner', `--dbname=${restored}`, dump]);
    expect((await tracker(restored, ['verify'])).code).toBe(0);
    for (const server of servers) expect(await server.stop()).toBe(0);
    console.log(
      [
        `${minutes} minutes: ${load.said()}`,
        load.longest(),
        `import of ${importedRows} rows ${imported.seconds} s, pg_dump ${dumped.seconds} s, verify ${verified.seconds} s`,
        `memory of the servers in MB: ${memory.map((each) => each.map((one) => one.toFixed(0)).join('+')).join(' ')}`,
        last.stdout,
      ].join('\n'),
    );
  },
);

/** Those who work and read meanwhile, and what they were answered. */
class Load {
  isOver = false;
  /** While a server stops: what it has not sent after seven seconds it cuts off. */
  isRestarting = false;
  #cutOff = 0;
  /** The answers that were neither right nor the announced 503, by what was asked. */
  readonly other: Record<string, number> = {};
  #announced = 0;
  #lost = 0;
  readonly #pages: number[] = [];
  readonly #publications: number[] = [];
  /** The pages that took longest, the longest first. */
  readonly #slowest: { readonly took: number; readonly path: string; readonly until: string }[] = [];

  async publish(editor: PublishingEditor): Promise<void> {
    editor.expectsOutages = true;
    while (!this.isOver) {
      const begun = performance.now();
      await editor.publishOne();
      if (editor.unanswered === null) this.#publications.push(performance.now() - begun);
      else this.#lost += 1;
      await wait(Math.random() * 2 * betweenUpdates);
      // As a person does whose page did not come.
      while (editor.unanswered && !this.isOver) {
        await editor.sendAgain();
        await wait(500);
      }
    }
  }

  async read(visitor: Visitor, index: number): Promise<void> {
    for (let count = index; !this.isOver; count += 1) {
      await wait(Math.random() * 2 * betweenPages);
      const path = pages[count % pages.length] as (day: string) => string;
      const begun = performance.now();
      const answer = await visitor.get(path(dayOfNumber(firstDay + ((count * 7) % 190)))).catch(String);
      if (answer === 'Error: aborted' && this.isRestarting) this.#cutOff += 1;
      else if (typeof answer === 'string') this.note(answer, path);
      else if (answer.status === 200) this.keep(performance.now() - begun, path);
      else if (answer.status === 503 && answer.headers.has('retry-after')) this.#announced += 1;
      else this.note(String(answer.status), path);
    }
  }

  said(): string {
    const of = (times: readonly number[]) =>
      [0.5, 0.99, 1].map((share) => percentile(times, share).toFixed(0)).join('/');
    return `${this.#publications.length} publications ${of(this.#publications)} ms, ${this.#pages.length} pages ${of(this.#pages)} ms (p50/p99/longest), ${this.#announced} announced 503s, ${this.#cutOff} downloads cut off by a restart, ${this.#lost} publications sent again`;
  }

  longest(): string {
    return this.#slowest.map(({ took, path, until }) => `${took} ms until ${until}: ${path}`).join('\n');
  }

  private keep(took: number, path: (day: string) => string): void {
    this.#pages.push(took);
    this.#slowest.push({ took: Math.round(took), path: path('…'), until: new Date().toISOString() });
    this.#slowest.sort((one, other) => other.took - one.took).splice(20);
  }

  private note(what: string, path: (day: string) => string): void {
    const name = `${what} ${path('…')}`;
    this.other[name] = (this.other[name] ?? 0) + 1;
  }
}

const opened: readonly ((day: string) => string)[] = [
  () => talks,
  (day) => `${talks}?as_of=${day}`,
  (day) => `${talks}/changes?from=${day}`,
  () => `${talks}/timeline`,
  (day) => `${talks}/positions/ukraine/crimea?as_of=${day}`,
  () => `${talks}/positions/ukraine/ceasefire-first`,
  () => `${talks}/updates`,
  () => `${talks}/search?q=update`,
  (day) => `${talks}/positions.csv?as_of=${day}`,
  () => `${talks}/matrix.json`,
  () => `${talks}.atom`,
];
/** What readers open, one after the other; the largest table now and then. */
const pages = [...opened, ...opened, ...opened, ...opened, () => `${talks}/stances.csv`];

/** As an editor does by hand: the file, the preview, the button, and the page until it is published. */
async function importRows(editor: Visitor): Promise<void> {
  const cells = ['crimea', 'cede-donbas', 'ceasefire-first'] as const;
  const cellOf = (row: number) => ['russia', cells[row % cells.length] as string] as const;
  const path = await uploadImport(editor, talks, fileOfManyRows(importedRows, cellOf));
  expect((await editor.get(path)).status).toBe(200);
  expect((await editor.post(path, { do: 'publish', headline: 'What the archive holds' })).status).toBe(303);
  while ((await editor.get(path)).headers.has('refresh')) await wait(200);
}

async function timed<Result>(work: () => Promise<Result>) {
  const begun = performance.now();
  const result = await work();
  return { result, seconds: ((performance.now() - begun) / 1000).toFixed(1) };
}

async function isReady(port: number): Promise<void> {
  while ((await fetch(`http://127.0.0.1:${port}/readyz`)).status !== 200) await wait(100);
}

/** Where PostgreSQL’s own user may write. */
function dumpFolder(): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o777);
  return folder;
}
