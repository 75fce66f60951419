import { strengthOf } from '../attribution.js';
import type { Sequence } from '../identifiers.js';
import type { StanceCore, VersionKind } from './entry.js';
import type { RecordStatus } from './record-acts.js';
import { dayNumber } from '../when.js';

/** A record from one of its entries until the next: one version of it, with one status. */
export interface Phase {
  readonly record: Sequence;
  readonly version: Sequence;
  readonly versionKind: VersionKind;
  readonly stance: StanceCore;
  readonly status: RecordStatus;
  /** The denial that applies to the record, whatever its status; null if there is none. */
  readonly deniedBy: Sequence | null;
}

/**
 * Which of two stances is newer: by day, time of day (none comes before any), and strength of attribution. Negative if
 * the first is older; if they are equal, the record’s place in the log decides.
 */
export function compareStances(a: Compared, b: Compared): number {
  return (
    dayNumber(a.day) - dayNumber(b.day) ||
    minuteOfTime(a.time) - minuteOfTime(b.time) ||
    strengthOf(a.attribution) - strengthOf(b.attribution)
  );
}

type Compared = Pick<StanceCore, 'day' | 'time' | 'attribution'>;

/** The minutes since midnight of `HH:MM`; -1 if no time is recorded. */
export function minuteOfTime(time: string | null): number {
  return time === null ? -1 : Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The reverse: “09:30”. */
export function timeOfMinute(minute: number): string | null {
  if (minute < 0) return null;
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
