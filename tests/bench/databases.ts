import { type RunningPostgresql, startPostgresql } from '../../prisma/embedded-postgresql.js';
import { connect, migrate } from '../../src/data/open.js';
import { copyEverything } from '../../src/data/transfer/copy.js';
import { ServerProcess } from '../support/server-process.js';
import { BareExpress } from './bare-express-process.js';
import { dayCount } from './data.js';
import { type Desk, signEverybodyIn } from './desk.js';
import { percentile } from './figures.js';
import { measureImport } from './import.js';
import { loadServers } from './load.js';
import { coldAddresses, type Cost, costOf, takeAll, talks } from './requests.js';
import type { Figure, Measured } from './table.js';

/** In requests: of what was kept, of what nobody has asked for, and what comes before that in each process. */
const [keptInRound, coldInRound, warming, searches] = [1_000, 40, 100, 20];

/** The copying alone would take a quarter of an hour above. */
const mostStances = 100_000;

/** Servers on one database, and who may publish there. */
interface Setting {
  readonly name: string;
  readonly url: string;
  readonly editors: readonly string[];
  readonly processes: number;
}

/** What one setting did; the times in milliseconds, the rates in a second. */
interface Outcome {
  readonly kept: Cost;
  readonly bare: Cost;
  readonly cold: Cost;
  readonly search: number;
  readonly exported: number;
  readonly published: { readonly rate: number; readonly p95: number };
}

/**
 * The same record on SQLite and on PostgreSQL, served by one, two and three processes on this machine, which share its
 * processors with PostgreSQL and with who asks: what more processes are good for shows only as far as these reach.
 */
export async function measureDatabases(desk: Desk, rounds: number, seconds: number): Promise<Measured[]> {
  if (desk.stances > mostStances) return [];
  const postgresql = await startPostgresql();
  try {
    const editors = await copyTo(postgresql, desk);
    const settings: readonly Setting[] = [
      { name: 'SQLite', url: desk.url, editors: desk.editors, processes: 1 },
      ...[1, 2, 3].map((processes) => ({
        ...{ name: `PostgreSQL, ${processes} ${processes === 1 ? 'process' : 'processes'}`, processes },
        ...{ url: postgresql.url, editors },
      })),
    ];
    const outcomes: { readonly name: string; readonly outcome: Outcome }[] = [];
    for (const setting of settings)
      outcomes.push({ name: setting.name, outcome: await outcomeOf(setting, desk, rounds, seconds) });
    return [
      ...outcomes.flatMap(({ name, outcome }) => linesOf(name, outcome, outcomes[0]?.outcome, desk.stances)),
      ...(await imports(desk, postgresql.url)),
    ];
  } finally {
    await postgresql.stop();
  }
}

/** Answers the cookies of the editors there. */
async function copyTo({ url }: RunningPostgresql, desk: Desk): Promise<readonly string[]> {
  await migrate(url);
  const [from, to] = [await connect(desk.url), await connect(url)];
  const quiet = () => undefined;
  await copyEverything(from, to, { copied: quiet, compared: quiet });
  const [, ...editors] = await signEverybodyIn(to);
  await from.close();
  await to.close();
  return editors;
}

async function outcomeOf(
  { url, editors, processes }: Setting,
  { folder }: Desk,
  rounds: number,
  seconds: number,
): Promise<Outcome> {
  const settings = { DATABASE_URL: url, BACKUP_FOLDER: 'off' };
  const servers = await Promise.all(
    Array.from({ length: processes }, () => ServerProcess.start(folder, settings)),
  );
  try {
    const addresses = servers.map(({ address }) => address);
    const pids = servers.map(({ pid }) => pid);
    const [page = Buffer.of()] = await takeAll(
      addresses.map((address) => `${address}${talks}`),
      'br',
    );
    const spread = (paths: readonly string[]) =>
      paths.map((path, index) => `${addresses[index % addresses.length]}${path}`);
    const { kept, bare } = await keptBesideBare(
      pids,
      spread(Array(keptInRound * processes).fill(talks)),
      page,
      rounds,
    );
    // The code of each process is to be warm.
    await costOf(pids, spread(coldAddresses(talks, warming * processes, dayCount / 2)), 'br');
    const cold = await costOf(pids, spread(coldAddresses(talks, coldInRound * rounds)), 'br');
    const search: number[] = [];
    for (const url of spread(coldAddresses(`${talks}/search?q=ceasefire`, searches)))
      search.push(await timed(() => takeAll([url], 'br')));
    const exported = await timed(() => takeAll([`${addresses[0]}${talks}/stances.csv`], 'identity'));
    const published = await publish(pids, { addresses, editors, seconds });
    return { kept, bare, cold, search: percentile(search, 0.5), exported, published };
  } finally {
    for (const server of servers) await server.stop();
  }
}

/**
 * In turns, so that both find the machine as busy as the other does; beside as many processes of bare Express, each with
 * as many answers, which share the caches of the processors as these do.
 */
async function keptBesideBare(
  pids: readonly number[],
  urls: readonly string[],
  page: Buffer,
  rounds: number,
): Promise<{ kept: Cost; bare: Cost }> {
  const express = await Promise.all(pids.map(() => BareExpress.start(page)));
  try {
    const [kept, bare]: [Cost[], Cost[]] = [[], []];
    const bareUrls = urls.map((_, index) => express[index % express.length]?.address as string);
    for (let round = 0; round <= rounds; round += 1) {
      const own = await costOf(pids, urls, 'br');
      const other = await costOf(
        express.map(({ pid }) => pid),
        bareUrls,
        'br',
      );
      // The first time the code is not warm.
      if (round === 0) continue;
      kept.push(own);
      bare.push(other);
    }
    return { kept: meanOf(kept), bare: meanOf(bare) };
  } finally {
    for (const each of express) await each.stop();
  }
}

function meanOf(costs: readonly Cost[]): Cost {
  const of = (name: keyof Cost) =>
    costs.reduce((sum, cost) => sum + cost[name], 0) / Math.max(1, costs.length);
  return { processor: of('processor'), rate: of('rate') };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Twenty editors, each of whom sends the next as soon as one is answered. */
async function publish(
  pids: readonly number[],
  load: { addresses: readonly string[]; editors: readonly string[]; seconds: number },
) {
  const readers = { readers: 0, pagesPerSecond: 0, warmingSeconds: 2 };
  const { measured } = await loadServers(pids, { ...load, ...readers, pace: 'one after the other' });
  const refused = measured.flatMap(({ refusals }) => refusals);
  if (refused.length > 0) throw new Error(`Publications failed: ${[...new Set(refused)].join(', ')}.`);
  const times = measured.flatMap(({ milliseconds }) => milliseconds);
  return { rate: times.length / load.seconds, p95: percentile(times, 0.95) };
}

function linesOf(
  name: string,
  own: Outcome,
  sqlite: Outcome | undefined,
  stances: number,
): readonly Measured[] {
  const line = (what: string, ...figures: Figure[]): Measured => ({
    what: `${what}: ${name}`,
    stances,
    figures,
  });
  const beside = (of: (outcome: Outcome) => number): Figure[] =>
    sqlite && sqlite !== own ? [{ value: of(own) / of(sqlite), unit: 'of SQLite’s' }] : [];
  return [
    line(
      'the matrix as it was kept',
      { value: own.kept.rate, unit: 'a second' },
      { value: own.kept.processor, unit: 'ms of the servers' },
      { value: own.bare.processor / own.kept.processor, unit: 'of the speed of bare Express', least: 0.6 },
      ...beside(({ kept }) => kept.rate),
    ),
    line(
      'cold matrices',
      { value: own.cold.rate, unit: 'a second' },
      { value: own.cold.processor, unit: 'ms of the servers' },
      ...beside(({ cold }) => cold.rate),
    ),
    line('a search', { value: own.search, unit: 'ms' }, ...beside(({ search }) => search)),
    line('stances.csv', { value: own.exported / 1000, unit: 's' }, ...beside(({ exported }) => exported)),
    line(
      'publications one after the other, 20 editors',
      { value: own.published.rate, unit: 'a second' },
      { value: own.published.p95, unit: 'ms at p95' },
      ...beside(({ published }) => published.rate),
    ),
  ];
}

async function imports(desk: Desk, url: string): Promise<readonly Measured[]> {
  const named = async (name: string, each: Desk) =>
    (await measureImport(each)).map(({ what, ...rest }) => ({ what: `${what}: ${name}`, ...rest }));
  return [...(await named('SQLite', desk)), ...(await named('PostgreSQL', { ...desk, url }))];
}
