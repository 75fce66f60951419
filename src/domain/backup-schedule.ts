/**
 * A copy of the database: its name, when it was made by the clock of that time, and how much of the record it holds.
 */
export interface Backup {
  readonly name: string;
  readonly madeAt: Date;
  /** The number of the newest entry in it; 0 if nothing was published. */
  readonly sequence: number;
  /** The state number of the database that was copied. */
  readonly state: number;
}

const hour = 3_600_000;
const day = 24 * hour;

/** This many of the newest copies are kept whatever the clock says. */
const newestKept = 24;

/** Of older copies, the newest of each of the last 8 days and of each of the last 9 weeks that have any. */
const periods = [
  { length: day, count: 8 },
  { length: 7 * day, count: 9 },
] as const;

/** True if the newest copy is at least an hour old, or if there is none. A copy dated in the future does not count. */
export function isBackupDue(backups: readonly Pick<Backup, 'madeAt'>[], now: Date): boolean {
  return !backups.some((backup) => isPast(backup, now) && age(backup, now) < hour);
}

/**
 * The copies that are no longer needed. This does not rest on the clock alone: the newer copy is the one that holds
 * more of the record, and days and weeks are counted from copy to copy, not back from now. All copies of the last 24
 * hours are kept, including those made before an import or a migration. A copy dated in the future counts for nothing,
 * and is removed once each of the newest kept copies holds more.
 */
export function backupsToRemove(backups: readonly Backup[], now: Date): Backup[] {
  const newestFirst = backups.filter((backup) => isPast(backup, now)).sort(byContents);
  const kept = new Set(newestFirst.slice(0, newestKept));
  for (const { length, count } of periods) {
    const seen = new Set<number>();
    for (const backup of newestFirst) {
      const place = Math.floor(backup.madeAt.getTime() / length);
      if (seen.has(place) || seen.size === count) continue;
      seen.add(place);
      kept.add(backup);
    }
  }
  for (const backup of newestFirst) if (age(backup, now) < day) kept.add(backup);
  const last = newestFirst[newestKept - 1];
  return backups.filter(
    (backup) =>
      !kept.has(backup) && (isPast(backup, now) || (last !== undefined && byNumbers(backup, last) > 0)),
  );
}

/** Sorts the copy that holds more of the record first; if both hold the same, the younger one. */
function byContents(one: Backup, other: Backup): number {
  return byNumbers(one, other) || other.madeAt.getTime() - one.madeAt.getTime();
}

function byNumbers(one: Backup, other: Backup): number {
  return other.sequence - one.sequence || other.state - one.state;
}

function isPast(backup: Pick<Backup, 'madeAt'>, now: Date): boolean {
  return age(backup, now) >= 0;
}

function age({ madeAt }: Pick<Backup, 'madeAt'>, now: Date): number {
  return now.getTime() - madeAt.getTime();
}

/** The hour of the day, UTC, in which the whole record is verified. */
const verificationHour = 3;

/** True during the night hour (UTC), unless verification has already run that day. */
export function isVerificationDue(last: Date, now: Date): boolean {
  const isNight = now.getUTCHours() === verificationHour;
  return isNight && Math.floor(last.getTime() / day) !== Math.floor(now.getTime() / day);
}
