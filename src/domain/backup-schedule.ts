/** One copy of the database: its name, when a clock said that it was made, and how much of the record it holds. */
export interface Backup {
  readonly name: string;
  readonly madeAt: Date;
  /** The number of the newest entry in it; 0 where nothing is published. */
  readonly sequence: number;
  /** The state number of the database that was copied. */
  readonly state: number;
}

const hour = 3_600_000;
const day = 24 * hour;

/** So many of the newest are kept whatever the clock says. */
const newestKept = 24;

/** Of the older ones the newest of each day is kept, today and seven days before; and of each week, this one and eight. */
const periods = [
  { length: day, count: 8 },
  { length: 7 * day, count: 9 },
] as const;

/** True once the newest copy is an hour old, or where there is none. One that is still to come counts as none. */
export function isBackupDue(backups: readonly Pick<Backup, 'madeAt'>[], now: Date): boolean {
  return !backups.some((backup) => isPast(backup, now) && age(backup, now) < hour);
}

/**
 * The copies that are no longer needed. No clock alone decides it: newer is what holds more of the record, and days and
 * weeks are counted from copy to copy, not back from now. All of the last day are kept, those made before an import or a
 * migration too. One that the clock says is still to come counts as none; it goes once the newest ones all hold more.
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

/** The one that holds more of the record first; where two hold the same, the younger one. */
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

/** True in the night hour of a day on which that has not been done yet. */
export function isVerificationDue(last: Date, now: Date): boolean {
  const isNight = now.getUTCHours() === verificationHour;
  return isNight && Math.floor(last.getTime() / day) !== Math.floor(now.getTime() / day);
}
