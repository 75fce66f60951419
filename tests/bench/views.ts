import { ServerProcess } from '../support/server-process.js';
import { BareExpress } from './bare-express-process.js';
import { dayCount } from './data.js';
import type { Desk } from './desk.js';
import { residentSet } from './figures.js';
import { coldAddresses, type Cost, costOf, takeAll, talks } from './requests.js';
import type { Measured } from './table.js';

const [keptInRound, coldInRound] = [40, 100];
/** So many come before: until then V8 compiles the code of a matrix, and each takes half as long again. */
const warming = 2_000;

/**
 * The matrix and its rows as data: as they were kept, against Express by itself with the same bytes, and at clocks that
 * nobody has asked for. What was kept is compared by the time that each had a processor, in turns.
 */
export async function measureViews(desk: Desk, rounds: number): Promise<Measured[]> {
  const server = await ServerProcess.start(desk.folder, { DATABASE_URL: desk.url, BACKUP_FOLDER: 'off' });
  try {
    const { stances } = desk;
    const idle = await idleAfterFirst(server);
    const cold = (first: number, encoding: string, count = (rounds / 2) * coldInRound) => {
      const paths = coldAddresses(talks, count, first);
      return costOf(
        [server.pid],
        paths.map((path) => `${server.address}${path}`),
        encoding,
      );
    };
    await cold(dayCount / 4, 'br', warming);
    const [plain, packed] = [await cold(0, 'identity'), await cold(dayCount / 2, 'br')];
    const growth = residentSet(server.pid) - idle;
    const figures = ({ rate, processor }: Cost) => [
      { value: rate, unit: 'a second', least: 250 },
      { value: processor, unit: 'ms of the processor each' },
    ];
    return [
      ...(await keptViews(server, stances, rounds)),
      {
        what: 'cold matrices at clocks of their own, as they are, once the code is warm',
        stances,
        figures: figures(plain),
      },
      {
        what: 'cold matrices, packed for a browser',
        stances,
        figures: figures(packed),
      },
      {
        what: `memory after ${warming + rounds * coldInRound} of them`,
        stances,
        figures: [{ value: growth, unit: 'MB more', most: 150 }],
      },
    ];
  } finally {
    await server.stop();
  }
}

async function idleAfterFirst(server: ServerProcess): Promise<number> {
  await takeAll([`${server.address}${talks}`], 'identity');
  return residentSet(server.pid);
}

async function keptViews(server: ServerProcess, stances: number, rounds: number): Promise<Measured[]> {
  const address = `${server.address}${talks}`;
  const [page = Buffer.of()] = await takeAll([address], 'br');
  const bare = await BareExpress.start(page);
  const asked = {
    matrix: { pid: server.pid, url: address },
    csv: { pid: server.pid, url: `${address}/positions.csv` },
    json: { pid: server.pid, url: `${address}/positions.json` },
    bare: { pid: bare.pid, url: bare.address },
  };
  const costs = Object.entries(asked).map(([name, each]) => ({ name, ...each, costs: [] as number[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { pid, url, costs: own } of costs) {
      const { processor } = await costOf([pid], Array<string>(keptInRound).fill(url), 'br');
      // The first time it is made, and the code is not warm.
      if (round > 0) own.push(processor);
    }
  }
  await bare.stop();
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
