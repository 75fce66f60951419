import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Reader } from '../../../src/data/engine/database.js';
import { type PlainSql, plainSql, registerPlainSql } from '../../../src/data/engine/statements.js';
import { lastSequence } from '../../../src/data/log/publications.js';
import { LogMemory } from '../../../src/data/memory/log.js';
import { listNegotiations } from '../../../src/data/structure/negotiations.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';

let base: TestDatabase;
let negotiation: number;
let known: number;
let reads: number;
let answer: () => Promise<void>;

beforeEach(async () => {
  base = await createExampleDatabase();
  negotiation = (await listNegotiations(base.database.read))[0]?.id as number;
  known = await lastSequence(base.database.read);
  reads = 0;
  answer = () => Promise.resolve();
});

afterEach(() => base.remove());

/** The memory over a database of which every list of rows waits for `answer`. */
function slowMemory(): LogMemory {
  const plain = plainSql(base.database.read);
  const slow = new Proxy(plain, {
    get: (_, name: keyof PlainSql) => {
      const value = plain[name];
      if (typeof value !== 'function') return value;
      if (name !== 'lists') return value.bind(plain);
      return async (...asked: Parameters<PlainSql['lists']>) => {
        reads += 1;
        await answer();
        return plain.lists(...asked);
      };
    },
  });
  const read = Object.create(base.database.read) as Reader;
  registerPlainSql(read, () => slow);
  return new LogMemory(read);
}

test('a log is loading until it has been read for the first time, and whoever asks meanwhile waits for it', async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  answer = () => gate;
  const memory = slowMemory();
  const readers = [memory.logOf(negotiation, known), memory.logOf(negotiation, known)];
  await expect.poll(() => reads).toBe(1);
  expect(memory.loading).toBe(1);
  open();
  const [one, other] = await Promise.all(readers);
  expect(memory.loading).toBe(0);
  expect(other).toBe(one);
  expect(one?.lastSequence).toBe(known);
  const before = reads;
  await memory.logOf(negotiation, known);
  expect(reads).toBe(before);
});

test('a read that fails is tried again by the next reader, and takes nothing twice', async () => {
  answer = () => (reads === 2 ? Promise.reject(new Error('The disk did not answer.')) : Promise.resolve());
  const memory = slowMemory();
  await expect(memory.logOf(negotiation, known)).rejects.toThrow('The disk did not answer.');
  expect(memory.loading).toBe(0);
  const clocks = { asOf: null, known };
  const whole = new LogMemory(base.database.read);
  const own = new Set<number>();
  expect(await memory.countsOf(negotiation, clocks, own)).toEqual(
    await whole.countsOf(negotiation, clocks, own),
  );
  const cited = await memory.namedAt(negotiation, 'sources', clocks);
  expect(cited.size).toBeGreaterThan(0);
  expect(cited).toEqual(await whole.namedAt(negotiation, 'sources', clocks));
});
