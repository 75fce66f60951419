const hour = 3_600_000;

/** A session ends 7 days after sign-in at the latest, in milliseconds (docs/security.md, "Rules in force"). */
export const longestSession = 7 * 24 * hour;
/** A session that is not used ends after 8 hours, in milliseconds. */
export const longestIdle = 8 * hour;
/** The password is asked again for the management of people once this has passed, in milliseconds. */
const longestTrust = hour / 2;
/** An invitation works for a week, in milliseconds. */
export const longestInvitation = 7 * 24 * hour;
/** Its use is noted at most every 5 minutes. */
export const touchInterval = hour / 12;

/** The row of a session that is over is kept for a week, in milliseconds: what was typed in it comes back meanwhile. */
export const endedSessionKept = 7 * 24 * hour;

/** Times that lie as far ahead as they may lie back are of a clock that was set back since: over as well. */
export function isSessionOver(
  session: { readonly createdAt: Date; readonly lastSeenAt: Date; readonly endedAt: Date | null },
  now: Date,
): boolean {
  if (session.endedAt !== null) return true;
  const age = now.getTime() - session.createdAt.getTime();
  const idle = now.getTime() - session.lastSeenAt.getTime();
  return Math.abs(age) >= longestSession || Math.abs(idle) >= longestIdle;
}

/** True if the password has to be given again before people are managed. */
export function isTrustOver(passwordAskedAt: Date, now: Date): boolean {
  return Math.abs(now.getTime() - passwordAskedAt.getTime()) > longestTrust;
}

/** True while the row of a session is kept: while it lasts, and for a week after it has ended. */
export function isSessionRemembered(
  { createdAt, lastSeenAt, endedAt }: Parameters<typeof isSessionOver>[0],
  now: Date,
): boolean {
  const ends = [createdAt.getTime() + longestSession, lastSeenAt.getTime() + longestIdle];
  return now.getTime() < Math.min(...ends, endedAt?.getTime() ?? Number.POSITIVE_INFINITY) + endedSessionKept;
}
