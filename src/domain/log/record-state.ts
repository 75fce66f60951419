import type { Sequence } from '../identifiers.js';
import type { PublishedEntry } from './published-entry.js';
import { actsOf, type RecordStatus, statusOf } from './record-acts.js';
import type { Citation } from '../structure/source.js';
import type { Stance } from './stance.js';
import { type TargetState, targetStates } from './target.js';

/** What has become of a record. */
export interface RecordOutcome {
  readonly record: Sequence;
  readonly status: RecordStatus;
  /** True if it has been corrected, not only clarified. */
  readonly isCorrected: boolean;
  /** The retraction in force; null if there is none, or if the record was restored. */
  readonly withdrawnBy: Sequence | null;
}

/** As much of an entry as decides what becomes of its record. */
type EntryOutline = Pick<PublishedEntry, 'sequence' | 'record' | 'kind' | 'target'> & {
  readonly stance: Pick<Stance, 'attribution'> | null;
};

/** A record after its entries: its current version and what has become of it. */
export interface RecordState extends RecordOutcome {
  readonly stance: Stance;
  /** Those of the current version. */
  readonly ownCitations: readonly Citation[];
  /** Those, and the ones that standing corroborations added. */
  readonly citations: readonly Citation[];
  /** Its corroborations and denials, retracted ones too, in the order of the log. */
  readonly targets: readonly TargetState[];
  /** RFC 3339, UTC: when the record was first published. */
  readonly recordedAt: string;
}

/** What all entries of one record, in the order of the log, add up to (docs/rules.md, "One log"). */
export function recordState(entries: readonly PublishedEntry[]): RecordState {
  const versions = entries.filter((entry) => entry.stance !== null);
  const [first, newest] = [versions[0], versions.at(-1)];
  if (!first || !newest?.stance) throw new Error('A record begins with a report.');
  const targets = targetStates(entries);
  const added = targets.filter(({ kind, isRetracted }) => kind === 'corroboration' && !isRetracted);
  return {
    ...recordOutcome(entries),
    stance: newest.stance,
    ownCitations: newest.citations,
    citations: [newest, ...added].flatMap(({ citations }) => citations),
    targets,
    recordedAt: first.recordedAt,
  };
}

/** The part of this that needs no texts. The entries are all those of one record, in the order of the log. */
export function recordOutcome(entries: readonly EntryOutline[]): RecordOutcome {
  const first = entries[0];
  const attribution = entries.findLast(({ stance }) => stance !== null)?.stance?.attribution ?? null;
  if (!first) throw new Error('A record begins with a report.');
  const acts = actsOf(entries);
  const { isCorrected, withdrawnBy } = acts;
  return { record: first.record, status: statusOf(acts, attribution), isCorrected, withdrawnBy };
}
