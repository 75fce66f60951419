import { Agent, get } from 'node:http';
import { dayOfNumber } from '../../src/domain/when.js';
import { dayCount, firstDay } from './data.js';
import { processorSeconds } from './figures.js';

export const talks = '/negotiations/large';

/** How many ask each server at once. */
const connections = 8;
const agent = new Agent({ keepAlive: true, maxSockets: connections });

/** What answers cost. */
export interface Cost {
  /** Of all threads of the processes, for each answer, in milliseconds. */
  readonly processor: number;
  /** Answers in a second. */
  readonly rate: number;
}

/** The bodies as they were sent. Throws if one was not answered with 200. */
export function takeAll(urls: readonly string[], encoding: string): Promise<Buffer[]> {
  return Promise.all(urls.map((url) => take(url, encoding)));
}

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

/** Asks for all addresses over some connections. */
export async function costOf(
  pids: readonly number[],
  urls: readonly string[],
  encoding: string,
): Promise<Cost> {
  const used = () => pids.reduce((sum, pid) => sum + processorSeconds(pid), 0);
  const [begun, before] = [performance.now(), used()];
  await takeAll(urls, encoding);
  const seconds = (performance.now() - begun) / 1000;
  return { processor: ((used() - before) / urls.length) * 1000, rate: urls.length / seconds };
}

/** An address at clocks that nobody has asked for, so many times; `first` is the first of the days. */
export function coldAddresses(address: string, count: number, first = 0): readonly string[] {
  return Array.from({ length: Math.ceil(count) }, (_, index) => {
    const asOf = dayOfNumber(firstDay + ((first + index) % dayCount));
    const known = dayOfNumber(firstDay + dayCount - (index % 700));
    return `${address}${address.includes('?') ? '&' : '?'}as_of=${asOf}&known_at=${known}`;
  });
}
