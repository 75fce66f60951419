import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const command = fileURLToPath(new URL('../../dist/cli/backup.js', import.meta.url));

/**
 * Copies the live database and returns the path of the copy. Always another process: a second SQLite library
 * in this one would drop the locks of the first when it closes, and acknowledged writes with them.
 */
export async function backUpInChildProcess(url: string): Promise<string> {
  if (!existsSync(command)) throw new Error('The backup command is not built; run "npm run build" first.');
  const run = promisify(execFile)(process.execPath, [command, '--database', url]);
  const { stdout } = await run.catch((error: { stderr?: string; message: string }) => {
    throw new Error(`The backup failed: ${error.stderr?.trim() || error.message}`);
  });
  return stdout.trim();
}
