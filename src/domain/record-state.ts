import { evidenceClassOf } from './attribution.js';
import type { Sequence } from './entry.js';
import type { PublishedEntry } from './published-entry.js';
import type { RecordStatus } from './record.js';
import type { Citation } from './source.js';
import type { Stance } from './stance.js';

/** What has become of a record. */
export interface RecordOutcome {
  readonly record: Sequence;
  readonly status: RecordStatus;
  /** True if its words have been corrected, not only clarified. */
  readonly isCorrected: boolean;
}

/** As much of an entry as tells what becomes of its record. */
type EntryOutline = Pick<PublishedEntry, 'record' | 'kind'> & {
  readonly stance: Pick<Stance, 'attribution'> | null;
};

/** A record as its entries leave it: its counting version and what became of it. */
export interface RecordState extends RecordOutcome {
  readonly stance: Stance;
  /** Under the counting version. */
  readonly ownCitations: readonly Citation[];
  /** Those, and what corroborations added. */
  readonly citations: readonly Citation[];
  /** RFC 3339 UTC: when the record was first published. */
  readonly recordedAt: string;
}

/** Folds the entries of one record, in the order of the log (docs/rules.md, "One log"). */
export function recordState(entries: readonly PublishedEntry[]): RecordState {
  const versions = entries.filter((entry) => entry.stance !== null);
  const [first, newest] = [versions[0], versions.at(-1)];
  if (!first || !newest?.stance) throw new Error('A record begins with a report.');
  const added = entries.filter((entry) => entry.kind === 'corroboration');
  return {
    ...recordOutcome(entries),
    stance: newest.stance,
    ownCitations: newest.citations,
    citations: [newest, ...added].flatMap((entry) => entry.citations),
    recordedAt: first.recordedAt,
  };
}

/** The same fold, as far as it needs no words. The entries of one record, in the order of the log, begin with a report. */
export function recordOutcome(entries: readonly EntryOutline[]): RecordOutcome {
  const first = entries[0];
  const attribution = entries.findLast(({ stance }) => stance !== null)?.stance?.attribution ?? null;
  if (!first) throw new Error('A record begins with a report.');
  return {
    record: first.record,
    status: statusOf(entries, attribution),
    isCorrected: entries.some(({ kind }) => kind === 'correction'),
  };
}

/** A denial counts only against a record that is not on the record, as in `RecordChain`. */
function statusOf(entries: readonly EntryOutline[], attribution: Stance['attribution']): RecordStatus {
  const turns = entries.filter(({ kind }) => kind === 'retraction' || kind === 'restoration');
  if (turns.at(-1)?.kind === 'retraction') return 'retracted';
  const isOnRecord = attribution !== null && evidenceClassOf(attribution) === 'on_record';
  return !isOnRecord && entries.some(({ kind }) => kind === 'denial') ? 'denied' : 'standing';
}
