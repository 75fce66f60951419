import { setTimeout as wait } from 'node:timers/promises';
import { ServerProcess } from '../support/server-process.js';
import type { Desk } from './desk.js';
import { percentile, residentSet } from './figures.js';
import type { Measured } from './table.js';

const mostStarts = 3;

/**
 * How long until a server listens, and until it has sent the matrix; what it takes of the machine when nobody asks
 * anything, that many seconds later.
 */
export async function measureStart(
  desk: Desk,
  empty: Desk,
  rounds: number,
  rest: number,
): Promise<Measured[]> {
  const starts = Math.min(mostStarts, rounds);
  const [listening, first, firstOfEmpty]: [number[], number[], number[]] = [[], [], []];
  let idle = 0;
  for (let count = 0; count < starts; count += 1) {
    const other = await startOver(empty);
    firstOfEmpty.push(other.first);
    await other.server.stop();
    const own = await startOver(desk);
    listening.push(own.listening);
    first.push(own.first);
    if (count === starts - 1) {
      await wait(rest * 1000);
      idle = residentSet(own.server.pid);
    }
    await own.server.stop();
  }
  const [median, ofEmpty] = [percentile(first, 0.5), percentile(firstOfEmpty, 0.5)];
  const { stances } = desk;
  return [
    {
      what: 'start until it listens',
      stances,
      figures: [{ value: percentile(listening, 0.5), unit: 'ms', most: 1000 }],
    },
    {
      what: 'start until the matrix was sent',
      stances,
      figures: [
        { value: median, unit: 'ms' },
        { value: median - ofEmpty, unit: 'ms more than over an empty log', most: 1000 },
      ],
    },
    { what: 'idle', stances, figures: [{ value: idle, unit: 'MB', most: 400 }] },
  ];
}

async function startOver({ folder, url }: Desk) {
  const begun = performance.now();
  const server = await ServerProcess.start(folder, { DATABASE_URL: url, BACKUP_FOLDER: 'off' });
  const listening = performance.now() - begun;
  const { status } = await fetch(`${server.address}/negotiations/large`);
  if (status !== 200) throw new Error(`The matrix answered ${status}.`);
  return { server, listening, first: performance.now() - begun };
}
