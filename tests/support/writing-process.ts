import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./writing-child.ts', import.meta.url));

/** Another process that writes to a database without end. */
export class WritingProcess {
  /** The sequence numbers whose writes it has reported as done, in its order. */
  readonly acknowledged: number[] = [];
  readonly #child: ChildProcess;
  readonly #lines;

  constructor(url: string, pause: number) {
    const stdio = ['ignore', 'pipe', 'inherit'] as const;
    this.#child = spawn(process.execPath, ['--import', 'tsx', script, url, String(pause)], {
      stdio: [...stdio],
    });
    if (!this.#child.stdout) throw new Error('The writing process has no output.');
    this.#lines = createInterface({ input: this.#child.stdout });
    this.#lines.on('line', (line) => this.acknowledged.push(Number(line)));
  }

  async hasAcknowledged(count: number): Promise<void> {
    while (this.acknowledged.length < count) {
      const ended = once(this.#lines, 'close').then(() => 'ended');
      if ((await Promise.race([once(this.#lines, 'line'), ended])) === 'ended') {
        throw new Error('The writing process ended by itself.');
      }
    }
  }

  /** Kills it without any warning and waits for everything that it had reported. */
  async kill(): Promise<void> {
    const closed = once(this.#lines, 'close');
    this.#child.kill('SIGKILL');
    await closed;
  }
}
