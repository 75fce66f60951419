import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface ChildOptions {
  /** Ends the command when whoever asked for it stops. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs one of our commands as a process of its own and answers what it printed. Throws what it said on standard error,
 * without how far it had come.
 */
async function runCommand(
  name: string,
  options: readonly string[],
  { signal }: ChildOptions,
): Promise<string> {
  const script = fileURLToPath(new URL(`../../dist/cli/${name}.js`, import.meta.url));
  if (!existsSync(script)) throw new Error(`The command ${name} is not built; run "npm run build" first.`);
  const limits = { ...(signal && { signal }), maxBuffer: 64 * 1024 * 1024 };
  const run = promisify(execFile)(process.execPath, [script, ...options], limits);
  const { stdout } = await run.catch((error: { stderr?: string; message: string }) => {
    const said = (error.stderr ?? '').split('\n').filter((line) => line !== '' && !/: \d+ %$/.test(line));
    throw new Error(said.join('\n') || error.message);
  });
  return stdout.trim();
}

/**
 * Copies the live database, verifies the copy and returns its path. Always another process: a second SQLite library in
 * this one would drop the locks of the first when it closes, and acknowledged writes with them.
 * @param folder where to; by default BACKUP_FOLDER, or else the folder beside the database
 */
export function backUpInChildProcess(
  url: string,
  { folder = null, ...options }: ChildOptions & { readonly folder?: string | null } = {},
): Promise<string> {
  return runCommand('backup', ['--database', url, ...(folder === null ? [] : [folder])], options);
}

/** Verifies the whole live database; throws what is wrong with it. Another process, so that readers do not wait. */
export function verifyInChildProcess(url: string, options: ChildOptions = {}): Promise<string> {
  return runCommand('tracker', ['verify', '--database', url], options);
}
