import { expect, test } from 'vitest';
import { closedBefore, isClosedAt } from '../../../src/domain/structure/closing.js';

const recordedAt = '2025-08-20T12:00:00.000Z';

const closedAmong = (closings: Parameters<typeof isClosedAt>[0], from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((known) =>
    isClosedAt(closings, known),
  );

test('a thing is closed from the number of its closing until that of its reopening', () => {
  const closings = [
    { sequence: 4, isClosed: true, recordedAt },
    { sequence: 6, isClosed: false, recordedAt },
    { sequence: 8, isClosed: true, recordedAt },
  ];
  expect(closedAmong(closings, 1, 9)).toEqual([4, 5, 8, 9]);
  expect(closedAmong([], 1, 9)).toEqual([]);
});

test('what was closed before closing took numbers is closed after the newest number of then, until it is reopened', () => {
  const closings = [...closedBefore(5), { sequence: 8, isClosed: false, recordedAt }];
  expect(closedAmong(closings, 1, 9)).toEqual([6, 7]);
  expect(closedAmong([...closedBefore(5), { sequence: 6, isClosed: false, recordedAt }], 1, 9)).toEqual([]);
  expect(closedBefore(null)).toEqual([]);
});
