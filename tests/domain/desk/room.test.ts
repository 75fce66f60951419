import { expect, test } from 'vitest';
import { keptUntil, noRoom, type Room } from '../../../src/domain/desk/room.js';

const megabyte = 1024 * 1024;
const room: Room = {
  ofOne: { count: 3, bytes: 10 * megabyte },
  ofAll: 20 * megabyte,
  kept: 90 * 24 * 3_600_000,
};
const refusal = (count: number, bytes: number, all: number, more: { count: number; bytes: number }) =>
  noRoom(room, { ofOne: { count, bytes: bytes * megabyte }, ofAll: all * megabyte }, more, [
    'draft',
    'drafts',
  ]);

test('up to the last one and the last byte there is room', () => {
  expect(refusal(2, 9, 19, { count: 1, bytes: megabyte })).toBeNull();
});

test('one too many, or one too large, is refused with what to do about it', () => {
  expect(refusal(3, 1, 1, { count: 1, bytes: 1 })).toBe(
    'You have 3 drafts waiting, and no more are kept. Publish or discard some of them, then send this again.',
  );
  expect(refusal(1, 10, 10, { count: 0, bytes: 1 })).toBe(
    'Your drafts would take more than 10 MB together. Publish or discard some of them, then send this again.',
  );
  expect(refusal(0, 0, 20, { count: 1, bytes: 1 })).toBe(
    'The drafts of all editors take as much room as there is. Ask them to publish or discard some, then send this again.',
  );
});

test('what gets shorter has room even where there is too much already', () => {
  expect(refusal(5, 30, 60, { count: 0, bytes: -1 })).toBeNull();
});

test('the time for which something is kept begins when it was last changed', () => {
  expect(keptUntil(room, '2025-08-15T09:00:00.000Z')).toBe('2025-11-13T09:00:00.000Z');
});
