import { strengthOf } from './attribution.js';
import type { Sequence } from '../identifiers.js';
import type { StanceCore, VersionKind } from './entry.js';
import type { RecordStatus } from './record-acts.js';
import { dayNumber } from '../when.js';

/** How a record reads from one of its entries on, until its next one: one version of it, with one status. */
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
 * Which of two stances is newer: by day, time of day (none recorded: before any), strength of attribution. Negative
 * if the first is older; equal ones are ordered by the record’s place in the log.
 */
export function compareStances(a: Compared, b: Compared): number {
  return (
    dayNumber(a.day) - dayNumber(b.day) ||
    minuteOfTime(a.time) - minuteOfTime(b.time) ||
    strengthOf(a.attribution) - strengthOf(b.attribution)
  );
}

type Compared = Pick<StanceCore, 'day' | 'time' | 'attribution'>;

export function compareInCell(a: Phase, b: Phase): number {
  return compareStances(a.stance, b.stance) || a.record - b.record;
}

/** Minutes since midnight of `HH:MM`; -1 where no time is recorded. */
export function minuteOfTime(time: string | null): number {
  return time === null ? -1 : Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The same back: “09:30”. */
export function timeOfMinute(minute: number): string | null {
  if (minute < 0) return null;
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
