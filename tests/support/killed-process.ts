import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const preload = new URL('./killed-at-call.ts', import.meta.url).href;

/** How a process ended that may have been killed before its end. */
export interface Ending {
  readonly isKilled: boolean;
  /** How many of the calls it made; null where it was killed. */
  readonly calls: number | null;
  readonly errors: string;
}

/** Runs a script (by its path in the project) that is killed at one of its calls, “file 3” or “statement 120”. */
export async function runKilledAt(call: string, script: string, options: readonly string[]): Promise<Ending> {
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const command = ['--import', 'tsx', '--import', preload, path, ...options];
  const env = { ...process.env, KILLED_AT: call };
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  await once(child, 'close');
  const calls = /^calls: (\d+)$/m.exec(errors)?.[1];
  return {
    isKilled: child.signalCode === 'SIGKILL',
    calls: calls === undefined ? null : Number(calls),
    errors,
  };
}
