import type { Sequence } from '../domain/entry.js';
import { Conflict, type FieldProblem, InvalidInput, NotFound } from '../domain/errors.js';
import { problemsOfSource } from '../domain/new-source.js';
import type { RecordState } from '../domain/record-state.js';
import { problemsOfStance } from '../domain/stance-rules.js';
import { type NewStance, type SourceChoice, under } from '../domain/update.js';
import type { Transaction } from './database.js';
import { insertEntry, versionOf } from './entry-insertion.js';
import { type Publication, takePublication } from './publications.js';
import { findRecord } from './records.js';
import { recordSources } from './source-choices.js';
import { stanceContext } from './stance-context.js';

/** New words for a record. `version` is the sequence number of the words that the editor had before them. */
export interface NewVersion {
  readonly negotiationId: number;
  readonly record: Sequence;
  readonly version: Sequence;
  readonly reason: string;
  readonly sources: readonly SourceChoice[];
  readonly stance: NewStance;
}

/** Throws NotFound where the negotiation has no such record. */
export async function requireRecord(
  tx: Transaction,
  negotiationId: number,
  record: Sequence,
): Promise<RecordState> {
  const state = await findRecord(tx, negotiationId, record);
  if (!state) throw new NotFound('There is no such record in this negotiation.');
  return state;
}

/** The record, if it stands as the editor saw it; throws NotFound, or Conflict where it was changed meanwhile. */
export async function requireCurrent(tx: Transaction, input: NewVersion): Promise<RecordState> {
  const state = await requireRecord(tx, input.negotiationId, input.record);
  if (state.status === 'retracted')
    throw new Conflict('This record has been retracted; it cannot be changed. Restore it first.');
  if (state.stance.sequence === input.version) return state;
  throw new Conflict('Somebody else changed this record meanwhile. Compare their words with yours.');
}

/** Appends the version after checking it by the rules of a stance; throws InvalidInput with all that is wrong. */
export async function insertVersion(
  tx: Transaction,
  kind: 'correction' | 'clarification',
  input: NewVersion & { readonly userId: number | null; readonly problems: readonly FieldProblem[] },
  state: RecordState,
  now: Date,
): Promise<Publication> {
  const { negotiationId, record, userId, reason, sources: choices, stance } = input;
  const context = await stanceContext(tx, negotiationId, choices.length, now);
  const problems = [
    ...input.problems,
    ...choices.flatMap((source, index) =>
      typeof source === 'number' ? [] : under(`sources.${index}`, problemsOfSource(source, context.today)),
    ),
    ...under('stances.0', problemsOfStance(stance, context)),
  ];
  if (problems.length > 0) throw new InvalidInput(problems);
  const sources = await recordSources(tx, choices);
  const publication = await takePublication(tx, 1, now);
  insertEntry(tx, {
    sequence: publication.first,
    kind,
    negotiationId,
    record,
    updateId: null,
    userId,
    reason: reason === '' ? null : reason,
    ...versionOf(stance, { sources, speakers: context.speakers, recordedDay: state.recordedAt.slice(0, 10) }),
  });
  return publication;
}
