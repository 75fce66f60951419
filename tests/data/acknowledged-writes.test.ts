import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Database } from '../../src/data/engine/database.js';
import { createTestDatabase } from '../support/database.js';
import { oneTo, readNumberedLog, writeNumbered } from '../support/numbered-writes.js';

const editors = 20;
const operationsEach = 50;

/** One editor at work: every tenth operation is rolled back; returns what was acknowledged. */
async function edit(database: Database, editor: number): Promise<number[]> {
  const acknowledged: number[] = [];
  for (let operation = 0; operation < operationsEach; operation += 1) {
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

test('20 editors, 1,000 operations, every tenth rolled back: none lost, none too many', async () => {
  const { database, file, remove } = await createTestDatabase();
  const work = oneTo(editors).map((editor) => edit(database, editor));
  const acknowledged = (await Promise.all(work)).flat().sort((one, other) => one - other);
  await database.close();
  const log = readNumberedLog(file);
  expect(acknowledged).toEqual(oneTo(900));
  expect(log).toEqual({ state: 900, sequences: acknowledged, partial: [] });
  await remove();
}, 120_000);
