import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../src/data/engine/database.js';
import { createTestDatabase } from './database.js';
import { type NumberedLog, oneTo, readNumberedLog, writeNumbered } from './numbered-writes.js';

/** One editor at work: every tenth write is rolled back; answers what was acknowledged. */
async function edit(database: Database, editor: number, operations: number): Promise<number[]> {
  const acknowledged: number[] = [];
  for (let operation = 0; operation < operations; operation += 1) {
    const rollBack = (operation + editor) % 10 === 0;
    const number = await writeNumbered(database, () => {
      if (rollBack) throw new Error('rolled back');
    }).catch(() => null);
    if (number !== null) acknowledged.push(number);
    await database.read.publication.count();
    await setImmediate();
  }
  return acknowledged;
}

/** What was acknowledged to that many editors at once, in order, and what the file then holds. */
export async function writeAtOnce(
  editors: number,
  operationsEach: number,
): Promise<{ readonly acknowledged: readonly number[]; readonly log: NumberedLog }> {
  const { database, file, remove } = await createTestDatabase();
  const work = oneTo(editors).map((editor) => edit(database, editor, operationsEach));
  const acknowledged = (await Promise.all(work)).flat().sort((one, other) => one - other);
  await database.close();
  const log = readNumberedLog(file);
  await remove();
  return { acknowledged, log };
}
