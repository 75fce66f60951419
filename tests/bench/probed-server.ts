import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { ServerProcess } from '../support/server-process.js';
import type { Desk } from './desk.js';
import { percentile } from './figures.js';

export interface Answer {
  readonly status: number;
  readonly bytes: number;
  /** In milliseconds. */
  readonly firstByte: number;
  /** False if the end of the answer was not waited for. */
  readonly isWhole: boolean;
}

/** What the server reports of the time since it was last asked, in milliseconds. */
export interface Reading {
  /** Its processor time, all its threads together. */
  readonly processor: number;
  /** For how long at most it did not react to anybody else. */
  readonly pause: number;
}

const token = 'read-by-the-bench';
/** How often Node looks at the event loop, in milliseconds; the delays that it reports include this. */
const resolution = 10;

/** A server in a process of its own that reports what an answer costs it; a new one is started if it gives none. */
export class ProbedServer {
  #server: ServerProcess | null = null;
  /** What a reading itself costs. */
  #own = 0;
  #spent = 0;

  /** @param patience in milliseconds, how long an answer is waited for */
  constructor(
    private readonly desk: Desk,
    private readonly patience: number,
  ) {}

  async address(): Promise<string> {
    if (this.#server) return this.#server.address;
    const settings = { DATABASE_URL: this.desk.url, BACKUP_FOLDER: 'off', METRICS_TOKEN: token };
    this.#server = await ServerProcess.start(this.desk.folder, settings);
    const { address, errors } = this.#server;
    if (address === '') throw new Error(`The server did not start: ${errors}`);
    // Each log is read once.
    for (const talks of ['large', 'second']) await request(`${address}/negotiations/${talks}`, {}, 600_000);
    const readings: number[] = [];
    this.#own = 0;
    for (let count = 0; count < 20; count += 1) readings.push((await this.reading()).processor);
    this.#own = percentile(readings, 0.5);
    return address;
  }

  /** Null where no answer came. */
  async ask(path: string, cookie: string, encoding = 'br, gzip'): Promise<Answer | null> {
    const headers = { 'accept-encoding': encoding, ...(cookie !== '' && { cookie }) };
    const answer = await request(`${await this.address()}${path}`, headers, this.patience);
    if (answer === null) {
      await this.#server?.kill();
      this.#server = null;
    }
    return answer;
  }

  async reading(): Promise<Reading> {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${await this.address()}/metrics`, { headers });
    const text = await response.text();
    const of = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]) * 1000;
    const before = this.#spent;
    this.#spent = of('process_cpu_seconds_total');
    return {
      processor: Math.max(0, this.#spent - before - this.#own),
      pause: Math.max(0, of('nodejs_eventloop_lag_max_seconds') - resolution),
    };
  }

  /** Waits until the work for an answer that was given up has ended. */
  async rest(): Promise<void> {
    await wait(50);
    await this.reading();
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = null;
  }
}

/** Null where nothing of the body came in time. */
function request(
  url: string,
  headers: Readonly<Record<string, string>>,
  patience: number,
): Promise<Answer | null> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    let [bytes, firstByte, status] = [0, 0, 0];
    const answer = (isWhole: boolean) =>
      resolve(isWhole || bytes > 0 ? { status, bytes, firstByte, isWhole } : null);
    const signal = AbortSignal.timeout(patience);
    const fail = (error: Error) => (signal.aborted ? answer(false) : reject(error));
    const asked = get(url, { agent: false, signal, headers }, (response) => {
      status = response.statusCode ?? 0;
      response.on('data', (part: Buffer) => {
        if (bytes === 0) firstByte = performance.now() - started;
        bytes += part.length;
      });
      response.on('error', fail);
      response.on('end', () => answer(true));
    });
    asked.on('error', fail);
  });
}
