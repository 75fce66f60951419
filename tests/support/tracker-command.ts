import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../dist/cli/tracker.js', import.meta.url));

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command on a database as `npm run tracker` does, in a process of its own, with this input. */
export function tracker(url: string, options: readonly string[], input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const settings = { env: { ...process.env, DATABASE_URL: url }, maxBuffer: 2 ** 26 };
    const child = execFile(process.execPath, [command, ...options], settings, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

/** What it has printed on standard error, without the progress of the work. */
export function said({ stderr }: Outcome): string {
  return stderr.replace(/^.*: \d+ %\n/gm, '');
}
