import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../dist/cli/tracker.js', import.meta.url));

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command on a database as `npm run tracker` does, in a process of its own. */
export function tracker(url: string, ...options: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: url };
    execFile(process.execPath, [command, ...options], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

/** What stands on standard error besides how far the work has come. */
export function said({ stderr }: Outcome): string {
  return stderr.replace(/^.*: \d+ %\n/gm, '');
}
