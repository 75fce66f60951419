import type { Sequence } from '../../domain/identifiers.js';
import type { NewCitation } from '../../domain/log/new-stance.js';
import type { Transaction } from '../engine/database.js';
import { insertEntries, type NewEntry } from './entry-insertion.js';
import { type Publication, takePublication } from './publications.js';

/** The same act on one or several records, with one reason. */
export interface NewActs {
  readonly negotiationId: number;
  readonly records: readonly Sequence[];
  /** The corroboration or denial of the one record that is meant; absent for the record itself. */
  readonly target?: Sequence;
  readonly reason: string;
  readonly userId: number | null;
}

/** The same act with a source on one or several records: a corroboration, or the entry of a denial. */
export interface NewSourceActs extends Omit<NewActs, 'target' | 'reason'> {
  readonly source: number;
  readonly citation: Pick<NewCitation, 'locator' | 'firstReportedBy'>;
}

/** Appends the acts, each citing the source. */
export function insertSourceActs(
  tx: Transaction,
  kind: 'corroboration' | 'denial',
  { records, source, citation: { locator, firstReportedBy }, ...common }: NewSourceActs,
  now: Date,
): Promise<Publication> {
  const words = { reason: null, stance: null, citations: [{ sourceId: source, locator, firstReportedBy }] };
  return insertTogether(
    tx,
    records.map((record) => ({ ...common, kind, record, ...words })),
    now,
  );
}

/** Appends the acts, which say nothing but their reason. */
export function insertActs(
  tx: Transaction,
  kind: 'retraction' | 'restoration',
  { records, ...common }: NewActs,
  now: Date,
): Promise<Publication> {
  return insertTogether(
    tx,
    records.map((record) => ({ ...common, kind, record, stance: null, citations: [] })),
    now,
  );
}

/** Appends the entries as one publication: a number each, one instant and, if there are several, one batch. */
export async function insertTogether(
  tx: Transaction,
  entries: readonly Omit<NewEntry, 'sequence' | 'updateId' | 'batch'>[],
  now: Date,
): Promise<Publication> {
  const publication = await takePublication(tx, entries.length, now);
  const batch = entries.length > 1 ? { batch: publication.first } : {};
  await insertEntries(
    tx,
    entries.map((entry, index) => ({
      ...{ ...entry, ...batch, sequence: publication.first + index, updateId: null },
    })),
  );
  return publication;
}
