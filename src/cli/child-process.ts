import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { promisify } from 'node:util';
import { environmentFor } from '../config.js';
import { projectPath } from '../data/engine/project-folder.js';

/** The exit code of a command that was to check something and found it wrong. */
export const foundSomething = 3;

export interface ChildOptions {
  /** Ends the command when the caller stops. */
  readonly signal?: AbortSignal | undefined;
}

/** A command that did not exit with 0. */
class CommandFailed extends Error {
  override name = 'CommandFailed';

  constructor(
    message: string,
    /** Its exit code; null if a signal ended it. */
    readonly code: unknown,
  ) {
    super(message);
  }
}

/**
 * Runs one of our commands on a database as a separate process, to which readers and editors do not lose a processor, and returns
 * what it printed. Throws what it wrote to standard error, without its progress.
 */
async function runCommand(
  name: string,
  databaseUrl: string,
  options: readonly string[],
  { signal }: ChildOptions,
): Promise<string> {
  const script = projectPath(`dist/cli/${name}.js`);
  if (!existsSync(script)) throw new Error(`The command ${name} is not built; run "npm run build" first.`);
  const limits = { ...(signal && { signal }), maxBuffer: 64 * 1024 * 1024 };
  const env = environmentFor(databaseUrl);
  const run = promisify(execFile)(process.execPath, [script, ...options], { ...limits, env });
  const { pid } = run.child;
  if (pid !== undefined) setPriority(pid, Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
  const { stdout } = await run.catch((error: { stderr?: string; message: string; code?: unknown }) => {
    const said = (error.stderr ?? '').split('\n').filter((line) => line !== '' && !/: \d+ %$/.test(line));
    throw new CommandFailed(said.join('\n') || error.message, error.code);
  });
  return stdout.trim();
}

/**
 * Copies the live database, verifies the copy and returns its path. Always a separate process: a second SQLite library
 * in this one would drop the first one's locks when it closes, and acknowledged writes with them.
 * @param folder where to; by default BACKUP_FOLDER, or else the folder beside the database
 */
export function backUpInChildProcess(
  url: string,
  { folder = null, ...options }: ChildOptions & { readonly folder?: string | null } = {},
): Promise<string> {
  return runCommand('backup', url, folder === null ? [] : [folder], options);
}

/** Freezes the files of a negotiation; what it prints. The pages make them, which no command imports. */
export function releaseInChildProcess(url: string, negotiation: string, name: string): Promise<string> {
  return runCommand('../release', url, [negotiation, name], {});
}

/** The result of a verification: whether everything is as it was published, and what the command said. */
export interface VerificationOutcome {
  readonly isSound: boolean;
  readonly said: string;
}

/**
 * Verifies the whole live database in a separate process, so that readers need not wait. Throws if that could not be
 * done: a command that was killed has found nothing.
 */
export async function verifyInChildProcess(
  url: string,
  options: ChildOptions = {},
): Promise<VerificationOutcome> {
  const asked = ['verify', '--ends-with', String(process.pid)];
  try {
    return { isSound: true, said: await runCommand('tracker', url, asked, options) };
  } catch (error) {
    if (error instanceof CommandFailed && error.code === foundSomething)
      return { isSound: false, said: error.message };
    throw error;
  }
}
