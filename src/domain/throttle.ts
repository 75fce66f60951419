/** What is counted of failed sign-ins under one key. */
export interface ThrottleState {
  readonly failures: number;
  readonly since: Date;
  readonly blockedUntil: Date | null;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const accountFailures = 5;
const longestBlock = 15 * minute;
/** So many failures within an hour are too many from one address. */
export const addressFailures = 20;

/**
 * Per account: the fifth failure within a day blocks for 1 minute, each further one for twice as long, up to 15, never
 * for ever (trust.md, "Security").
 */
export function afterAccountFailure(state: ThrottleState | null, now: Date): ThrottleState {
  const isSameDay = state !== null && Math.abs(now.getTime() - state.since.getTime()) < day;
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

/** A block that is longer than any can be was set by a clock that has been set back since. */
export function isBlocked(state: ThrottleState | null, now: Date): boolean {
  const left = (state?.blockedUntil?.getTime() ?? 0) - now.getTime();
  return left > 0 && left <= hour;
}
