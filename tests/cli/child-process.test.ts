import { readdirSync, readFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { expect, test } from 'vitest';
import { verifyInChildProcess } from '../../src/cli/child-process.js';
import { createTestDatabase } from '../support/database.js';

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
  const priorities = processesWith(`verify --database ${url}`).map((pid) => getPriority(pid));
  expect(priorities).toEqual([Math.max(getPriority(), PRIORITY_BELOW_NORMAL)]);
  expect((await verified).isSound).toBe(true);
  await remove();
});
