import { recordAudit } from '../data/audit-log.js';
import type { Database, Transaction } from '../data/database.js';
import { insertEntry, versionOf } from '../data/entry-insertion.js';
import { takePublication } from '../data/publications.js';
import { findRecord } from '../data/records.js';
import { recordSources } from '../data/source-choices.js';
import { stanceContext } from '../data/stance-context.js';
import { reasonProblem } from '../domain/act.js';
import { type Actor, requireAbility } from '../domain/actor.js';
import type { Sequence } from '../domain/entry.js';
import { Conflict, InvalidInput, NotFound } from '../domain/errors.js';
import { problemsOfSource } from '../domain/new-source.js';
import type { RecordState } from '../domain/record-state.js';
import { problemsOfStance } from '../domain/stance-rules.js';
import { type NewStance, type SourceChoice, type StanceContext, under } from '../domain/update.js';

/** `version` is the sequence number of the words that the editor had before them. */
export interface Correction {
  readonly negotiationId: number;
  readonly record: Sequence;
  readonly version: Sequence;
  readonly reason: string;
  readonly sources: readonly SourceChoice[];
  readonly stance: NewStance;
}

/**
 * Publishes a new version of a record; the old one stays in the log, struck. Throws InvalidInput, NotPermitted,
 * NotFound, or Conflict where the record was corrected or retracted meanwhile.
 */
export async function correctRecord(
  database: Database,
  actor: Actor,
  correction: Correction,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  requireAbility(actor, 'correct');
  return database.write(async (tx) => {
    const state = await requireCorrectable(tx, correction);
    const { speakers } = await requireSound(tx, correction, now);
    const sources = await recordSources(tx, correction.sources);
    const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
    await insertEntry(tx, {
      sequence,
      kind: 'correction',
      negotiationId: correction.negotiationId,
      record: correction.record,
      updateId: null,
      userId: actor.userId,
      reason: correction.reason,
      ...versionOf(correction.stance, { sources, speakers, recordedDay: state.recordedAt.slice(0, 10) }),
    });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'correct_record',
      negotiationId: correction.negotiationId,
      subject: 'record',
      subjectId: String(correction.record),
      details: { sequence, corrects: correction.version, reason: correction.reason },
    });
    return { sequence };
  });
}

async function requireCorrectable(tx: Transaction, correction: Correction): Promise<RecordState> {
  const state = await findRecord(tx, correction.negotiationId, correction.record);
  if (!state) throw new NotFound('There is no such record in this negotiation.');
  if (state.status === 'retracted')
    throw new Conflict('This record has been retracted; it cannot be corrected.');
  if (state.stance.sequence === correction.version) return state;
  throw new Conflict('Somebody else corrected this record meanwhile. Compare their words with yours.');
}

async function requireSound(tx: Transaction, correction: Correction, now: Date): Promise<StanceContext> {
  const { negotiationId, sources, stance, reason } = correction;
  const context = await stanceContext(tx, negotiationId, sources.length, now);
  const problems = [
    reasonProblem(reason),
    ...sources.flatMap((source, index) =>
      typeof source === 'number' ? [] : under(`sources.${index}`, problemsOfSource(source, context.today)),
    ),
    ...under('stances.0', problemsOfStance(stance, context)),
  ].filter((problem) => problem !== null);
  if (problems.length > 0) throw new InvalidInput(problems);
  return context;
}
