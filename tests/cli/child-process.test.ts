import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verifyInChildProcess } from '../../src/cli/child-process.js';
import { createExampleDatabase, createTestDatabase } from '../support/database.js';

const { PRIORITY_BELOW_NORMAL } = constants.priority;

/** The processes that were started with these words. */
function processesWith(words: string): number[] {
  const isMeant = (pid: number) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(words);
    } catch {
      return false;
    }
  };
  return readdirSync('/proc').map(Number).filter(isMeant);
}

test('what the server runs beside itself has less of a claim to the processor than its readers', async () => {
  const { url, remove } = await createTestDatabase();
  const verified = verifyInChildProcess(url);
  const priorities = processesWith(`verify --ends-with ${process.pid}`).map((pid) => getPriority(pid));
  expect(priorities).toEqual([Math.max(getPriority(), PRIORITY_BELOW_NORMAL)]);
  // The address of a database may hold a password.
  expect(processesWith(url)).toEqual([]);
  expect((await verified).isSound).toBe(true);
  await remove();
});

test('a verification ends when the process that asked for it has gone', async () => {
  const { url, remove } = await createExampleDatabase();
  const tracker = fileURLToPath(new URL('../../dist/cli/tracker.js', import.meta.url));
  const verify = (caller: number) => {
    const asked = [tracker, 'verify', '--database', url, '--ends-with', String(caller)];
    return spawnSync(process.execPath, asked, { encoding: 'utf8' });
  };
  expect(verify(process.pid).status).toBe(0);
  const abandoned = verify(process.pid + 1);
  expect([abandoned.status, abandoned.stdout]).toEqual([1, '']);
  expect(abandoned.stderr).toContain('The process that asked for this has ended.');
  await remove();
});
