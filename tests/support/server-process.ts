import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import project from '../../package.json' with { type: 'json' };

/** What `npm start` gives to node, with the whole path of the script. */
const startArguments = project.scripts.start
  .split(' ')
  .slice(1)
  .map((each) => (each.startsWith('-') ? each : fileURLToPath(new URL(`../../${each}`, import.meta.url))));

/** The built server as a process of its own, started as `npm start` does. */
export class ServerProcess {
  /** Its log. */
  output = '';
  /** What it has printed for people. */
  errors = '';
  readonly #child: ChildProcessWithoutNullStreams;

  private constructor(folder: string, settings: Readonly<Record<string, string>>) {
    const env = { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...settings };
    this.#child = spawn(process.execPath, startArguments, { cwd: folder, env });
    this.#child.stdout.on('data', (chunk) => {
      this.output += String(chunk);
    });
  }

  /** Starts it in a folder, and waits until it listens or has given up. */
  static async start(
    folder: string,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<ServerProcess> {
    const server = new ServerProcess(folder, settings);
    await new Promise<void>((resolve) => {
      server.#child.once('close', () => resolve());
      server.#child.stderr.on('data', (chunk) => {
        server.errors += String(chunk);
        if (server.address !== '') resolve();
      });
    });
    return server;
  }

  /** The address at which it listens; empty if it does not. */
  get address(): string {
    return /listens on (https?:\S+)/.exec(this.errors)?.[1] ?? '';
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  /** Null while it runs. */
  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  /** Asks it to stop, as a service manager does; answers how it ended. */
  async stop(): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode;
    const ended = once(this.#child, 'close');
    this.#child.kill('SIGTERM');
    await ended;
    return this.#child.exitCode;
  }

  /** Kills it without any warning. */
  async kill(): Promise<void> {
    const ended = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
