import { evidenceClassOf, strengthOf } from './attribution.js';
import { type Entry, isVersion, type Sequence, type StanceCore, type VersionEntry } from './entry.js';
import { dayNumber } from './when.js';

/** What became of a record (docs/rules.md, "One log"). Only a standing one takes part in the cell rule. */
export type RecordStatus = 'standing' | 'denied' | 'retracted';

/**
 * One version of a record with one status, and the part of the log in which that holds: from the sequence number
 * `from` up to, not including, `until`.
 */
export interface Phase {
  readonly record: Sequence;
  readonly version: Sequence;
  readonly versionKind: VersionEntry['kind'];
  readonly stance: StanceCore;
  readonly status: RecordStatus;
  /** The denial that stands under the record, whatever its status; null if there is none. */
  readonly deniedBy: Sequence | null;
  readonly order: number;
  readonly from: Sequence;
  until: Sequence;
}

const minutesOfDay = 1441;
const strengths = 16;

/** The least order of any record that counts from the given day. */
export function startOfDayOrder(day: number): number {
  return day * minutesOfDay * strengths;
}

/**
 * The place of a stance among others: its day, its time of day (none recorded: before any), the strength of its
 * attribution. Equal places are ordered by the record's place in the log.
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

/** The chain of one record: its versions, and whether it is withdrawn or denied. */
export class RecordChain {
  private withdrawn = false;
  private deniedBy: Sequence | null = null;
  private version: VersionEntry;
  /** In the order of the log; the last one holds at its end. */
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
    if (entry.kind === 'corroboration') return false;
    if (isVersion(entry)) this.version = entry;
    else if (entry.kind === 'denial') this.deniedBy = entry.sequence;
    else this.withdrawn = entry.kind === 'retraction';
    this.newest.until = entry.sequence;
    this.phases.push(this.phaseFrom(entry.sequence));
    return true;
  }

  private phaseFrom(from: Sequence): Phase {
    const { stance, sequence, record, kind: versionKind } = this.version;
    const { deniedBy } = this;
    const [status, order] = [this.status(), orderOf(stance)];
    return { record, version: sequence, versionKind, stance, status, deniedBy, order, from, until: Infinity };
  }

  /** A denial stands only against a record that is not on the record; a correction can take it there. */
  private status(): RecordStatus {
    if (this.withdrawn) return 'retracted';
    const { attribution } = this.version.stance;
    const isOnRecord = attribution !== null && evidenceClassOf(attribution) === 'on_record';
    return this.deniedBy !== null && !isOnRecord ? 'denied' : 'standing';
  }
}
