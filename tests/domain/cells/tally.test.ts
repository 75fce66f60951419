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
  const changes: { entry: number; day: number; by: number }[] = [];
  for (let entry = 1; entry <= 5_000; entry += 1) {
    // Most things count from about the day on which they come in, some from much later; a few move.
    const day = entry % 7 === 0 ? 900 : Math.floor(entry / 10) - (entry % 3);
    tally.add(entry, day);
    changes.push({ entry, day, by: 1 });
    if (entry % 11 !== 0) continue;
    tally.remove(entry, day);
    changes.push({ entry, day, by: -1 });
  }
  const plainly = (known: number, lastDay: number) =>
    changes.reduce((sum, { entry, day, by }) => sum + (entry <= known && day <= lastDay ? by : 0), 0);
  for (const known of [1, 1_023, 1_024, 2_600, 5_000])
    for (const lastDay of [-3, 100, 260, 499, 899, 900])
      expect(tally.countAt(known, lastDay)).toBe(plainly(known, lastDay));
  expect(tally.countAt(5_000, null)).toBe(plainly(5_000, 900));
});
