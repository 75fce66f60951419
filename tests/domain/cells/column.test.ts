import { expect, test } from 'vitest';
import { Growth } from '../../../src/domain/cells/column.js';

function roomAt(share: number, lengths: readonly number[]): number[] {
  const growth = new Growth();
  growth.share = share;
  return lengths.map((length) => growth.roomFor(length));
}

test('a column of a log that was read gets a sixteenth more, and at least room for four', () => {
  expect(roomAt(1, [0, 1, 64, 160, 16_000])).toEqual([4, 5, 68, 170, 17_000]);
});

test('a column of a log under way gets room for what the rest of it promises', () => {
  expect(roomAt(0.25, [100, 1_000])).toEqual([408, 4_080]);
  expect(roomAt(0.99, [1_000])).toEqual([1_062]);
});

test('a promise counts for eight times what there is at most', () => {
  expect(roomAt(0.001, [0, 1, 500])).toEqual([4, 8, 4_000]);
});
