import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.js';

/** Whether PgBouncer is installed on this machine. */
export const hasPgBouncer = spawnSync('pgbouncer', ['--version']).status === 0;

export interface RunningPgBouncer {
  /** The database by way of it, as DATABASE_URL. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** PgBouncer in transaction mode before a database: after each transaction another client may get the connection. */
export async function startPgBouncer(url: string): Promise<RunningPgBouncer> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const own = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'pgbouncer-'));
  const name = pathname.slice(1);
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(
    file,
    `[databases]
${name} = host=${hostname} port=${port} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 4
`,
  );
  chmodSync(folder, 0o755);
  const child = spawn('pgbouncer', ['--quiet', ...userOption(), file], { stdio: 'ignore' });
  await listening(own);
  return {
    url: `postgresql://${username}:${password}@127.0.0.1:${own}/${name}?statements=unnamed`,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** It does not run as root. */
function userOption(): readonly string[] {
  return process.getuid?.() === 0 ? ['--user', 'nobody'] : [];
}

async function listening(port: number): Promise<void> {
  for (let tried = 0; tried < 100; tried += 1) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await wait(50);
  }
  throw new Error('PgBouncer does not listen.');
}
