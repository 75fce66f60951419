import type { Sequence } from '../../domain/identifiers.js';
import type { NewCitation } from '../../domain/log/new-stance.js';
import type { Transaction } from '../engine/database.js';
import { insertEntries } from './entry-insertion.js';
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

/** Appends them as one publication, as below. */
export async function insertSourceActs(
  tx: Transaction,
  kind: 'corroboration' | 'denial',
  { negotiationId, records, userId, source, citation: { locator, firstReportedBy } }: NewSourceActs,
  now: Date,
): Promise<Publication> {
  const publication = await takePublication(tx, records.length, now);
  await insertEntries(
    tx,
    records.map((record, index) => ({
      sequence: publication.first + index,
      kind,
      negotiationId,
      record,
      updateId: null,
      userId,
      reason: null,
      ...(records.length > 1 && { batch: publication.first }),
      stance: null,
      citations: [{ sourceId: source, locator, firstReportedBy }],
    })),
  );
  return publication;
}

/** Appends the acts as one publication: a sequence number each, one instant and, if there are several, one batch. */
export async function insertActs(
  tx: Transaction,
  kind: 'retraction' | 'restoration',
  { negotiationId, records, target, reason, userId }: NewActs,
  now: Date,
): Promise<Publication> {
  const publication = await takePublication(tx, records.length, now);
  await insertEntries(
    tx,
    records.map((record, index) => ({
      sequence: publication.first + index,
      kind,
      negotiationId,
      record,
      updateId: null,
      userId,
      reason,
      ...(target !== undefined && { target }),
      ...(records.length > 1 && { batch: publication.first }),
      stance: null,
      citations: [],
    })),
  );
  return publication;
}
