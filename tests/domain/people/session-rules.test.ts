import { expect, test } from 'vitest';
import { isSessionOver, isSessionRemembered, isTrustOver } from '../../../src/domain/people/session-rules.js';

const signedIn = new Date('2025-08-15T09:00:00Z');
const after = (hours: number) => new Date(signedIn.getTime() + hours * 3_600_000);
const isOver = (lastUsedAfter: number, nowAfter: number) =>
  isSessionOver({ createdAt: signedIn, lastSeenAt: after(lastUsedAfter), endedAt: null }, after(nowAfter));

test('a session that is not used ends after 8 hours', () => {
  expect(isOver(0, 7.99)).toBe(false);
  expect(isOver(0, 8)).toBe(true);
  expect(isOver(7, 14.99)).toBe(false);
  expect(isOver(7, 15)).toBe(true);
});

test('however much it is used, it ends 7 days after sign-in', () => {
  expect(isOver(7 * 24 - 1, 7 * 24 - 0.01)).toBe(false);
  expect(isOver(7 * 24 - 1, 7 * 24)).toBe(true);
});

test('a session begun by a clock that was later set back by as much is over', () => {
  expect(isOver(0, -7.99)).toBe(false);
  expect(isOver(0, -8)).toBe(true);
  expect(isOver(-7 * 24, -7 * 24)).toBe(true);
  expect(isTrustOver(signedIn, after(-0.5))).toBe(false);
  expect(isTrustOver(signedIn, after(-0.51))).toBe(true);
});

test('a session that was ended is over, whatever the clock says', () => {
  const ended = { createdAt: signedIn, lastSeenAt: after(1), endedAt: after(1) };
  expect(isSessionOver(ended, after(0))).toBe(true);
  expect(isSessionOver(ended, after(1))).toBe(true);
});

test('a session is remembered for a week after it was ended, last used, or seven days old', () => {
  const remembered = (lastUsedAfter: number, endedAfter: number | null, nowAfter: number) => {
    const endedAt = endedAfter === null ? null : after(endedAfter);
    const session = { createdAt: signedIn, lastSeenAt: after(lastUsedAfter), endedAt };
    return isSessionRemembered(session, after(nowAfter));
  };
  const week = 7 * 24;
  expect(remembered(1, 2, 2 + week - 0.01)).toBe(true);
  expect(remembered(1, 2, 2 + week)).toBe(false);
  expect(remembered(1, null, 1 + 8 + week - 0.01)).toBe(true);
  expect(remembered(1, null, 1 + 8 + week)).toBe(false);
  expect(remembered(week, null, 2 * week - 0.01)).toBe(true);
  expect(remembered(week, null, 2 * week)).toBe(false);
});
