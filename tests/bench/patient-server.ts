import { get } from 'node:http';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestDatabase } from '../support/database.js';
import { ServerProcess } from '../support/server-process.js';
import { processorSeconds } from './figures.js';

export interface Answer {
  readonly status: number;
  readonly bytes: number;
  /** Until the first byte of the body, and until the last. */
  readonly firstByte: number;
  readonly milliseconds: number;
}

/** A server in a process of its own; a new one is started where it did not answer in time. */
export class PatientServer {
  #server: ServerProcess | null = null;

  constructor(
    private readonly base: Pick<TestDatabase, 'url' | 'file'>,
    private readonly cookie: string,
    private readonly patience: number,
  ) {}

  async address(): Promise<string> {
    if (this.#server) return this.#server.address;
    const settings = { DATABASE_URL: this.base.url, BACKUP_FOLDER: 'off', EXAMPLE_DATA: 'off' };
    this.#server = await ServerProcess.start(dirname(this.base.file), settings);
    const { address, errors } = this.#server;
    if (address === '') throw new Error(`The server did not start: ${errors}`);
    // The log is read once.
    await this.#fetch(`${address}/negotiations/large`, '');
    return address;
  }

  /** For how long the server has had a processor so far, in milliseconds. */
  get spent(): number {
    return this.#server ? processorSeconds(this.#server.pid) * 1000 : 0;
  }

  /** Null where the answer was not waited for. */
  async ask(path: string, isReader: boolean): Promise<Answer | null> {
    const answer = await this.#fetch(`${await this.address()}${path}`, isReader ? '' : this.cookie);
    if (answer !== null) return answer;
    await this.#server?.kill();
    this.#server = null;
    return null;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  /** Packed, as for a browser. */
  #fetch(url: string, cookie: string): Promise<Answer | null> {
    const started = performance.now();
    const signal = AbortSignal.timeout(this.patience);
    const headers = { 'accept-encoding': 'br, gzip', ...(cookie !== '' && { cookie }) };
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => (signal.aborted ? resolve(null) : reject(error));
      const request = get(url, { agent: false, signal, headers }, (response) => {
        let [bytes, firstByte] = [0, 0];
        response.on('data', (part: Buffer) => {
          if (bytes === 0) firstByte = performance.now() - started;
          bytes += part.length;
        });
        response.on('error', fail);
        response.on('end', () => {
          const milliseconds = performance.now() - started;
          resolve({ status: response.statusCode ?? 0, bytes, firstByte, milliseconds });
        });
      });
      request.on('error', fail);
    });
  }
}

/** Asks a server again and again whether it is alive; tells the longest that it took to say so, in milliseconds. */
export function longestPauseOf(address: string): { readonly stop: () => Promise<number> } {
  let [longest, isDone] = [0, false];
  const asking = (async () => {
    while (!isDone) {
      const started = performance.now();
      await fetch(`${address}/healthz`).catch(() => undefined);
      longest = Math.max(longest, performance.now() - started);
      await wait(10);
    }
  })();
  return {
    stop: async () => {
      isDone = true;
      await asking;
      return longest;
    },
  };
}
