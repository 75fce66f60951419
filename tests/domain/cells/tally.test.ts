import { expect, test } from 'vitest';
import { Tally } from '../../../src/domain/cells/tally.js';

test('what counts from a day on is counted at any clocks, from the first year to the last', () => {
  const tally = new Tally();
  tally.add(7, 20);
  tally.remove(9, 20);
  tally.add(9, 31);
  tally.add(11, -719_162);
  tally.add(12, 2_932_896);
  const at = (known: number) => [-719_163, 0, 20, 31].map((day) => tally.countAt(known, day));
  expect(at(6)).toEqual([0, 0, 0, 0]);
  expect(at(7)).toEqual([0, 0, 1, 1]);
  expect(at(10)).toEqual([0, 0, 0, 1]);
  expect(at(12)).toEqual([0, 1, 1, 2]);
  expect(tally.countAt(12, null)).toBe(3);
});

test('many are counted like a few', () => {
  const tally = new Tally();
  for (let entry = 1; entry <= 1_000; entry += 1) tally.add(entry, entry % 10);
  expect([tally.countAt(995, 4), tally.countAt(1_000, null)]).toEqual([499, 1_000]);
});
