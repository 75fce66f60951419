import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { ServerProcess } from '../support/server-process.js';
import type { Desk } from './desk.js';
import { hasChild, percentile } from './figures.js';
import { loadServers } from './load.js';
import type { LoadReport } from './load-plan.js';
import type { Measured } from './table.js';

/** As many pages as ten people open who each open one a second. */
const readers = { readers: 10, pagesPerSecond: 10 };
/** In milliseconds: of a publication at p95, of readers’ pages at p99. */
const [mostOfPublication, mostOfPage] = [25, 60];

/** The editors publish one update a second each, for so many seconds; readers go on meanwhile. */
export async function measureEditors(desk: Desk, seconds: number): Promise<Measured[]> {
  const { stances, editors } = desk;
  const server = await ServerProcess.start(desk.folder, { DATABASE_URL: desk.url, BACKUP_FOLDER: 'off' });
  try {
    const { address, pid } = server;
    await comeToRest(server);
    // For a while it is warmed up, in the same way.
    const warmingSeconds = Math.ceil(seconds / 4);
    const before = countUpdates(desk);
    const pace = 'one a second';
    const report = await loadServers([pid], {
      addresses: [address],
      editors,
      pace,
      ...readers,
      seconds,
      warmingSeconds,
    });
    requireAll(report, countUpdates(desk) - before - editors.length * warmingSeconds);
    const { publications, pages } = timesOf(report);
    return [
      {
        what: `a publication, ${editors.length} editors at one a second each`,
        stances,
        figures: [
          { value: percentile(publications, 0.95), unit: 'ms at p95', most: mostOfPublication },
          { value: percentile(publications, 0.5), unit: 'at p50' },
        ],
      },
      {
        what: 'readers’ pages meanwhile',
        stances,
        figures: [
          { value: percentile(pages, 0.99), unit: 'ms at p99', most: mostOfPage },
          { value: percentile(pages, 0.5), unit: 'at p50' },
        ],
      },
      {
        what: 'the server meanwhile',
        stances,
        figures: [
          { value: 100 * report.busy, unit: '% of a processor' },
          { value: percentile(report.lateness, 0.99), unit: 'ms late were the requests at p99' },
        ],
      },
    ];
  } finally {
    await server.stop();
  }
}

/** Until all logs are read and, where the database is large, the verification that follows a start has ended. */
async function comeToRest({ address, pid }: ServerProcess): Promise<void> {
  const isReady = async () => (await (await fetch(`${address}/readyz`)).text()).startsWith('ready\n');
  while (!(await isReady())) await wait(100);
  // The verification begins in the same turn of the server in which the last log is there.
  await wait(100);
  while (hasChild(pid)) await wait(500);
}

function timesOf({ measured }: LoadReport) {
  const of = (isMeant: (name: string) => boolean) =>
    measured.filter(({ name }) => isMeant(name)).flatMap(({ milliseconds }) => milliseconds);
  return {
    publications: of((name) => name === 'publication'),
    pages: of((name) => name !== 'publication'),
  };
}

function countUpdates({ file }: Desk): number {
  const database = new Sqlite(file, { readonly: true });
  const count = database.prepare<[], number>('SELECT count(*) FROM updates').pluck().get() ?? 0;
  database.close();
  return count;
}

/** What must never happen: a wrong answer, or an acknowledged update that is lost. */
function requireAll(report: LoadReport, published: number): void {
  for (const { name, refusals } of report.measured) {
    if (refusals.length > 0)
      throw new Error(`${refusals.length} × ${name} failed: ${[...new Set(refusals)].join(', ')}.`);
  }
  const sent = timesOf(report).publications.length;
  if (published !== sent) throw new Error(`${sent} updates were acknowledged, ${published} are on record.`);
}
