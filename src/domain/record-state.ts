import { evidenceClassOf } from './attribution.js';
import type { Sequence } from './entry.js';
import type { PublishedEntry } from './published-entry.js';
import type { RecordStatus } from './record.js';
import type { Citation } from './source.js';
import type { Stance } from './stance.js';

/** A record as its entries leave it: its counting version and what became of it. */
export interface RecordState {
  readonly record: Sequence;
  readonly stance: Stance;
  readonly status: RecordStatus;
  /** True if its words have been corrected, not only clarified. */
  readonly isCorrected: boolean;
  /** Under the counting version. */
  readonly ownCitations: readonly Citation[];
  /** Those, and what corroborations added. */
  readonly citations: readonly Citation[];
  /** RFC 3339 UTC: when the record was first published. */
  readonly recordedAt: string;
}

/** Folds the entries of one record, in the order of the log (product.md, "One log"). */
export function recordState(entries: readonly PublishedEntry[]): RecordState {
  const versions = entries.filter((entry) => entry.stance !== null);
  const [first, newest] = [versions[0], versions.at(-1)];
  if (!first || !newest?.stance) throw new Error('A record begins with a report.');
  const added = entries.filter((entry) => entry.kind === 'corroboration');
  return {
    record: first.sequence,
    stance: newest.stance,
    status: statusOf(entries, newest.stance),
    isCorrected: entries.some(({ kind }) => kind === 'correction'),
    ownCitations: newest.citations,
    citations: [newest, ...added].flatMap((entry) => entry.citations),
    recordedAt: first.recordedAt,
  };
}

/** A denial counts only against a record that is not on the record, as in `RecordChain`. */
function statusOf(entries: readonly PublishedEntry[], { attribution }: Stance): RecordStatus {
  const turns = entries.filter(({ kind }) => kind === 'retraction' || kind === 'restoration');
  if (turns.at(-1)?.kind === 'retraction') return 'retracted';
  const isOnRecord = attribution !== null && evidenceClassOf(attribution) === 'on_record';
  return !isOnRecord && entries.some(({ kind }) => kind === 'denial') ? 'denied' : 'standing';
}
