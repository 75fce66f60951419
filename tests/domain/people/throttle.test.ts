import { expect, test } from 'vitest';
import {
  afterAccountFailure,
  afterAddressFailure,
  afterAddressSuccess,
  isBlocked,
  networkOf,
  type ThrottleState,
} from '../../../src/domain/people/throttle.js';

const start = new Date('2025-08-21T09:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

function fail(times: number, step: (state: ThrottleState | null, now: Date) => ThrottleState, now = start) {
  let state: ThrottleState | null = null;
  for (let failure = 0; failure < times; failure += 1) state = step(state, now);
  return state as ThrottleState;
}

test('an account is blocked for a minute after five failures, doubling to fifteen minutes, never for ever', () => {
  const minutes = [4, 5, 6, 7, 8, 9, 10, 50].map((failures) => {
    const { blockedUntil } = fail(failures, afterAccountFailure);
    return blockedUntil === null ? 0 : (blockedUntil.getTime() - start.getTime()) / 60_000;
  });
  expect(minutes).toEqual([0, 1, 2, 4, 8, 15, 15, 15]);
});

test('an account’s failures are forgotten after a day', () => {
  const state = fail(4, afterAccountFailure);
  expect(afterAccountFailure(state, after(24 * 3600)).failures).toBe(1);
  expect(afterAccountFailure(state, after(24 * 3600 - 1)).failures).toBe(5);
});

test('an address is blocked for the rest of its hour after twenty failures', () => {
  expect(fail(19, afterAddressFailure).blockedUntil).toBeNull();
  const state = fail(20, afterAddressFailure);
  expect(isBlocked(state, after(3599))).toBe(true);
  expect(isBlocked(state, after(3600))).toBe(false);
});

test('a clock that was set back blocks nobody for longer than an hour', () => {
  const account = fail(9, afterAccountFailure);
  const longBefore = after(-365 * 24 * 3600);
  expect(isBlocked(account, start)).toBe(true);
  expect(isBlocked(account, longBefore)).toBe(false);
  expect(afterAccountFailure(account, longBefore)).toMatchObject({ failures: 1, since: longBefore });
  expect(afterAddressFailure(fail(20, afterAddressFailure), longBefore).failures).toBe(1);
});

test('a successful attempt is not counted against its address', () => {
  const state = afterAddressSuccess(fail(20, afterAddressFailure));
  expect(state).toEqual(fail(19, afterAddressFailure));
  expect(afterAddressSuccess(fail(21, afterAddressFailure))).toEqual(fail(20, afterAddressFailure));
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:a:b:c:d', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
])('failures from %s are counted against %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
