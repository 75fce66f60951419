/** One copy of the database, by its name and when it was made. */
export interface Backup {
  readonly name: string;
  readonly madeAt: Date;
}

const hour = 3_600_000;
const day = 24 * hour;

/** How long copies are kept that are older than a day: one for each day of a week, for each week of eight. */
const periods = [
  { length: day, count: 7 },
  { length: 7 * day, count: 8 },
] as const;

/** True once the newest copy is an hour old, or where there is none. */
export function isBackupDue(backups: readonly Backup[], now: Date): boolean {
  return !backups.some(({ madeAt }) => age(madeAt, now) < hour);
}

/**
 * The copies that are no longer needed. All of the last day are kept, those made before an import or a migration too; then
 * the newest of each day of the last week and of each week of the last eight. One that the clock says is still to come is
 * kept as well.
 */
export function backupsToRemove(backups: readonly Backup[], now: Date): Backup[] {
  const newestFirst = [...backups].sort((one, other) => other.madeAt.getTime() - one.madeAt.getTime());
  const kept = new Set<Backup>(newestFirst.slice(0, 1));
  for (const { length, count } of periods) {
    const seen = new Set<number>();
    for (const backup of newestFirst) {
      const since = age(backup.madeAt, now);
      if (since < day) kept.add(backup);
      const place = Math.floor(backup.madeAt.getTime() / length);
      if (since < 0 || since >= length * count || seen.has(place)) continue;
      seen.add(place);
      kept.add(backup);
    }
  }
  return newestFirst.filter((backup) => !kept.has(backup));
}

function age(instant: Date, now: Date): number {
  return now.getTime() - instant.getTime();
}

/** The hour of the day, UTC, in which the whole record is verified. */
const verificationHour = 3;

/** True in the night hour of a day on which that has not been done yet. */
export function isVerificationDue(last: Date, now: Date): boolean {
  const isNight = now.getUTCHours() === verificationHour;
  return isNight && Math.floor(last.getTime() / day) !== Math.floor(now.getTime() / day);
}
