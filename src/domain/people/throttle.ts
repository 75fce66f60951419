/** The failed sign-ins counted under one key. */
export interface ThrottleState {
  readonly failures: number;
  readonly since: Date;
  readonly blockedUntil: Date | null;
}

const minute = 60_000;
const hour = 60 * minute;
/** A count that began earlier is forgotten, in milliseconds. */
export const longestCount = 24 * hour;
const accountFailures = 5;
const longestBlock = 15 * minute;
/** This many failures within an hour block an address. */
export const addressFailures = 20;

/**
 * Per account: the fifth failure within a day blocks for 1 minute, and each further one for twice as long, up to 15
 * minutes, never for ever (docs/security.md, "Rules in force").
 */
export function afterAccountFailure(state: ThrottleState | null, now: Date): ThrottleState {
  const isSameDay = state !== null && Math.abs(now.getTime() - state.since.getTime()) < longestCount;
  const since = isSameDay ? state.since : now;
  const failures = (isSameDay ? state.failures : 0) + 1;
  const length = Math.min(minute * 2 ** (failures - accountFailures), longestBlock);
  const blockedUntil = failures >= accountFailures ? new Date(now.getTime() + length) : null;
  return { failures, since, blockedUntil };
}

/** Per address: 20 failures within an hour block until that hour is over. */
export function afterAddressFailure(state: ThrottleState | null, now: Date): ThrottleState {
  const isSameHour = state !== null && Math.abs(now.getTime() - state.since.getTime()) < hour;
  const since = isSameHour ? state.since : now;
  const failures = (isSameHour ? state.failures : 0) + 1;
  const blockedUntil = failures >= addressFailures ? new Date(since.getTime() + hour) : null;
  return { failures, since, blockedUntil };
}

/** The address after one of its attempts has succeeded: that attempt is no longer counted. */
export function afterAddressSuccess(state: ThrottleState): ThrottleState {
  const failures = Math.max(state.failures - 1, 0);
  return { ...state, failures, blockedUntil: failures >= addressFailures ? state.blockedUntil : null };
}

/**
 * What failures are counted against: an IPv4 address, also if written as IPv6, or the /64 network of an IPv6 address,
 * because a subscriber usually has a whole one (RFC 6177). Any other text is returned unchanged.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.toLowerCase().split('%');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!plain.includes(':')) return address;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const behind = tail ? tail.split(':') : [];
  const zeros = Math.max(8 - before.length - behind.length, 0);
  const groups = tail === undefined ? before : [...before, ...Array<string>(zeros).fill('0'), ...behind];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** A block longer than any allowed one was set by a clock that has since been set back; it does not count. */
export function isBlocked(state: ThrottleState | null, now: Date): boolean {
  const left = (state?.blockedUntil?.getTime() ?? 0) - now.getTime();
  return left > 0 && left <= hour;
}
