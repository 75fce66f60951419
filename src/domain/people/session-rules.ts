const hour = 3_600_000;

/** A session ends 7 days after sign-in at the latest, in milliseconds (docs/security.md, "Rules in force"). */
export const longestSession = 7 * 24 * hour;
/** A session that is not used ends after 8 hours, in milliseconds. */
export const longestIdle = 8 * hour;
/** Before managing people, the password must be given again once this much time has passed, in milliseconds. */
const longestTrust = hour / 2;
/** An invitation is valid for a week, in milliseconds. */
export const longestInvitation = 7 * 24 * hour;
/** The use of a session is noted at most every 5 minutes, in milliseconds. */
export const touchInterval = hour / 12;

/**
 * A session that is over stays on record for a week, in milliseconds, so that what was typed in it can be brought back.
 */
export const endedSessionKept = 7 * 24 * hour;

/**
 * Times as far in the future as they may be in the past come from a clock that was set back since: such a session is
 * over too.
 */
export function isSessionOver(
  session: { readonly createdAt: Date; readonly lastSeenAt: Date; readonly endedAt: Date | null },
  now: Date,
): boolean {
  if (session.endedAt !== null) return true;
  const age = now.getTime() - session.createdAt.getTime();
  const idle = now.getTime() - session.lastSeenAt.getTime();
  return Math.abs(age) >= longestSession || Math.abs(idle) >= longestIdle;
}

/** True if the password must be given again before people are managed. */
export function isTrustOver(passwordAskedAt: Date, now: Date): boolean {
  return Math.abs(now.getTime() - passwordAskedAt.getTime()) > longestTrust;
}

/** True while a session is kept on record: as long as it lasts, and for a week after. */
export function isSessionRemembered(
  { createdAt, lastSeenAt, endedAt }: Parameters<typeof isSessionOver>[0],
  now: Date,
): boolean {
  const ends = [createdAt.getTime() + longestSession, lastSeenAt.getTime() + longestIdle];
  return now.getTime() < Math.min(...ends, endedAt?.getTime() ?? Number.POSITIVE_INFINITY) + endedSessionKept;
}
