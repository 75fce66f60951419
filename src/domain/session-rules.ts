const hour = 3_600_000;

/** A session ends 7 days after sign-in at the latest, in milliseconds (trust.md, "Security"). */
export const longestSession = 7 * 24 * hour;
/** A session that is not used ends after 8 hours, in milliseconds. */
export const longestIdle = 8 * hour;
/** The password is asked again for the management of people once this has passed, in milliseconds. */
const longestTrust = hour / 2;
/** An invitation works for a week, in milliseconds. */
export const longestInvitation = 7 * 24 * hour;
/** Its use is noted at most every 5 minutes. */
export const touchInterval = hour / 12;

/** Times that lie as far ahead as they may lie back are of a clock that was set back since: over as well. */
export function isSessionOver(
  session: { readonly createdAt: Date; readonly lastSeenAt: Date },
  now: Date,
): boolean {
  const age = now.getTime() - session.createdAt.getTime();
  const idle = now.getTime() - session.lastSeenAt.getTime();
  return Math.abs(age) >= longestSession || Math.abs(idle) >= longestIdle;
}

/** True if the password has to be given again before people are managed. */
export function isTrustOver(passwordAskedAt: Date, now: Date): boolean {
  return Math.abs(now.getTime() - passwordAskedAt.getTime()) > longestTrust;
}
