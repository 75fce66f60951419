import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./writing-child.ts', import.meta.url));

/** Another process that writes to a database without end. */
export class WritingProcess {
  /** The sequence numbers of the writes that it has reported as done, in their order. */
  readonly acknowledged: number[] = [];
  readonly #child: ChildProcessByStdio<null, Readable, null>;
  readonly #lines: Interface;

  constructor(url: string, writesPerSecond = Number.POSITIVE_INFINITY) {
    const command = ['--import', 'tsx', script, url, String(writesPerSecond)];
    this.#child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout });
    this.#lines.on('line', (line) => this.acknowledged.push(Number(line)));
  }

  /** Waits for that many reports. */
  async hasAcknowledged(count: number): Promise<void> {
    while (this.acknowledged.length < count) {
      const waiting = new AbortController();
      const line = once(this.#lines, 'line', { signal: waiting.signal });
      const end = once(this.#lines, 'close', { signal: waiting.signal });
      await Promise.race([line, end.then(() => Promise.reject(new Error('The writing process ended.')))]);
      waiting.abort();
    }
  }

  /** Kills it without any warning and waits for everything that it had reported. */
  async kill(): Promise<void> {
    const closed = once(this.#lines, 'close');
    this.#child.kill('SIGKILL');
    await closed;
  }
}
