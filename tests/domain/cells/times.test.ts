import { expect, test } from 'vitest';
import { Times } from '../../../src/domain/cells/times.js';

const times = new Times(Uint32Array.of(0, 2, 0, 5, 1));

test('what is named is told from what is not, also above the greatest', () => {
  expect([1, 2, 4, 5, 99].map((id) => times.has(id))).toEqual([true, false, true, false, false]);
  expect([3, 2, 99].map((id) => times.get(id))).toEqual([5, 0, 0]);
  expect(times.size).toBe(3);
});

test('the newest are those with the greatest ids, below one of them', () => {
  expect(times.newest(Infinity, 2)).toEqual([4, 3]);
  expect(times.newest(4, 9)).toEqual([3, 1]);
  expect(times.newest(1, 9)).toEqual([]);
  expect(new Times(new Uint32Array(0)).newest(Infinity, 9)).toEqual([]);
});
