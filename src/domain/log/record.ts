import { strengthOf } from './attribution.js';
import type { Sequence } from '../identifiers.js';
import { type Entry, isVersion, type StanceCore, type VersionEntry, type VersionKind } from './entry.js';
import { nothingDone, type RecordStatus, statusOf, takeEntry } from './record-acts.js';
import { dayNumber } from '../when.js';

/**
 * One version of a record with one status, and the part of the log in which it holds: from the sequence number `from`
 * up to, but not including, `until`.
 */
export interface Phase {
  readonly record: Sequence;
  readonly version: Sequence;
  readonly versionKind: VersionKind;
  readonly stance: StanceCore;
  readonly status: RecordStatus;
  /** The denial that applies to the record, whatever its status; null if there is none. */
  readonly deniedBy: Sequence | null;
  readonly order: number;
  readonly from: Sequence;
  until: Sequence;
}

const minutesOfDay = 1441;
const strengths = 16;

/** The lowest order of any record that counts from the given day. */
export function startOfDayOrder(day: number): number {
  return day * minutesOfDay * strengths;
}

/**
 * The place of a stance among others: by day, time of day (none comes before any), and strength of attribution. On a
 * tie, the record's place in the log decides.
 */
export function orderOf(stance: StanceCore): number {
  const minutes = stance.time === null ? 0 : minutesSinceMidnight(stance.time) + 1;
  return (dayNumber(stance.day) * minutesOfDay + minutes) * strengths + strengthOf(stance.attribution);
}

function minutesSinceMidnight(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

export function compareInCell(a: Phase, b: Phase): number {
  return a.order - b.order || a.record - b.record;
}

/** One record's entries taken one after another, and the phases that result. */
export class RecordChain {
  private readonly acts = nothingDone();
  private version: VersionEntry;
  /** In the order of the log; the last one is the present one. */
  readonly phases: Phase[] = [];

  constructor(report: VersionEntry) {
    this.version = report;
    this.phases.push(this.phaseFrom(report.sequence));
  }

  get newest(): Phase {
    return this.phases.at(-1) as Phase;
  }

  /** Takes the next entry of the record; true if a new phase begins with it. */
  take(entry: Entry): boolean {
    if (!takeEntry(this.acts, entry)) return false;
    if (isVersion(entry)) this.version = entry;
    this.newest.until = entry.sequence;
    this.phases.push(this.phaseFrom(entry.sequence));
    return true;
  }

  private phaseFrom(from: Sequence): Phase {
    const { stance, sequence, record, kind: versionKind } = this.version;
    const { deniedBy } = this.acts;
    const [status, order] = [statusOf(this.acts, stance.attribution), orderOf(stance)];
    return { record, version: sequence, versionKind, stance, status, deniedBy, order, from, until: Infinity };
  }
}
