import { expect, test } from 'vitest';
import { SequenceSet } from '../../../src/domain/cells/sequence-set.js';

test('a set has the numbers that were added, each once, however large', () => {
  const set = new SequenceSet();
  const numbers = [1, 31, 32, 33, 63, 64, 40_000, 2_000_000, 31];
  for (const number of numbers) set.add(number);
  expect(set.size).toBe(8);
  expect(numbers.every((number) => set.has(number))).toBe(true);
  expect([0, 2, 30, 34, 65, 39_999, 1_999_999, 9_000_000].some((number) => set.has(number))).toBe(false);
});

test('a number that is turned is taken out if it is there, and added if it is not', () => {
  const set = new SequenceSet();
  set.add(7);
  for (const number of [7, 2_000_000, 8, 8]) set.turn(number);
  expect([set.has(7), set.has(8), set.has(2_000_000), set.size]).toEqual([false, false, true, 1]);
});
