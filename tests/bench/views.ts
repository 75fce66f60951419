import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { dayOfNumber } from '../../src/domain/when.js';
import { ServerProcess } from '../support/server-process.js';
import { dayCount, firstDay } from './data.js';
import type { Desk } from './desk.js';
import { processorSeconds, residentSet } from './figures.js';
import type { Measured } from './table.js';

const script = fileURLToPath(new URL('./bare-express.ts', import.meta.url));
const large = '/negotiations/large';
/** How many ask at once. */
const connections = 8;
const [keptInRound, coldInRound] = [40, 100];

/**
 * The matrix and its rows as data: as they were kept, against Express by itself with the same bytes, and at clocks that
 * nobody has asked for. What was kept is compared by the time that each had a processor, in turns.
 */
export async function measureViews(desk: Desk, rounds: number): Promise<Measured[]> {
  const server = await ServerProcess.start(desk.folder, { DATABASE_URL: desk.url, BACKUP_FOLDER: 'off' });
  try {
    const { stances } = desk;
    const idle = await idleAfterFirst(server);
    const plain = await coldPages(server, { rounds: rounds / 2, first: 0, encoding: 'identity' });
    const packed = await coldPages(server, { rounds: rounds / 2, first: dayCount / 2, encoding: 'br' });
    const growth = residentSet(server.pid) - idle;
    const figures = ({ rate, cost }: typeof plain) => [
      { value: rate, unit: 'a second', least: 250 },
      { value: cost, unit: 'ms of the processor each' },
    ];
    return [
      ...(await keptViews(server, stances, rounds)),
      {
        what: 'cold matrices at clocks of their own, as they are',
        stances,
        figures: figures(plain),
      },
      {
        what: 'cold matrices, packed for a browser',
        stances,
        figures: figures(packed),
      },
      {
        what: `memory after ${rounds * coldInRound} of them`,
        stances,
        figures: [{ value: growth, unit: 'MB more', most: 150 }],
      },
    ];
  } finally {
    await server.stop();
  }
}

async function idleAfterFirst(server: ServerProcess): Promise<number> {
  await take(`${server.address}${large}`, 'identity');
  return residentSet(server.pid);
}

const agent = new Agent({ keepAlive: true, maxSockets: connections });

function take(url: string, encoding: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'accept-encoding': encoding } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(parts));
        else reject(new Error(`${url} answered ${response.statusCode}.`));
      });
    });
    request.on('error', reject);
  });
}

/** Asks for all addresses over some connections; answers the processor time of the process for each, in ms. */
async function costOf(pid: number, urls: readonly string[], encoding: string): Promise<number> {
  const before = processorSeconds(pid);
  await Promise.all(urls.map((url) => take(url, encoding)));
  return ((processorSeconds(pid) - before) / urls.length) * 1000;
}

interface Cold {
  readonly rounds: number;
  /** The first of the days asked for. */
  readonly first: number;
  readonly encoding: string;
}

async function coldPages(server: ServerProcess, { rounds, first, encoding }: Cold) {
  const urls = Array.from({ length: Math.ceil(rounds * coldInRound) }, (_, index) => {
    const asOf = dayOfNumber(firstDay + ((first + index) % dayCount));
    const known = dayOfNumber(firstDay + dayCount - (index % 700));
    return `${server.address}${large}?as_of=${asOf}&known_at=${known}`;
  });
  const begun = performance.now();
  const cost = await costOf(server.pid, urls, encoding);
  return { cost, rate: urls.length / ((performance.now() - begun) / 1000) };
}

async function keptViews(server: ServerProcess, stances: number, rounds: number): Promise<Measured[]> {
  const address = `${server.address}${large}`;
  const bare = fork(script, { execArgv: ['--import', 'tsx'] });
  bare.send((await take(address, 'br')).toString('base64'));
  const [bareAddress] = (await once(bare, 'message')) as [string];
  const asked = {
    matrix: { pid: server.pid, url: address },
    csv: { pid: server.pid, url: `${address}/positions.csv` },
    json: { pid: server.pid, url: `${address}/positions.json` },
    bare: { pid: (bare as ChildProcess).pid as number, url: bareAddress },
  };
  const costs = Object.entries(asked).map(([name, each]) => ({ name, ...each, costs: [] as number[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { pid, url, costs: own } of costs) {
      const cost = await costOf(pid, Array<string>(keptInRound).fill(url), 'br');
      // The first time it is made, and the code is not warm.
      if (round > 0) own.push(cost);
    }
  }
  const ended = once(bare, 'exit');
  bare.kill();
  await ended;
  const of = (name: string) => {
    const own = costs.find((each) => each.name === name)?.costs ?? [];
    return own.reduce((sum, cost) => sum + cost, 0) / Math.max(1, own.length);
  };
  const kept = (what: string, name: string, beside: string, said: string, limit: object): Measured => ({
    what,
    stances,
    figures: [
      { value: of(name), unit: 'ms of the processor' },
      { value: of(beside) / of(name), unit: said, ...limit },
    ],
  });
  return [
    kept('the matrix as it was kept', 'matrix', 'bare', 'of the speed of bare Express', {}),
    kept('positions.csv again', 'csv', 'matrix', 'of the speed of the page', { least: 0.5 }),
    kept('positions.json again', 'json', 'matrix', 'of the speed of the page', { least: 0.5 }),
  ];
}
