import { actAs } from '../acting.js';
import { insertActs } from '../../data/log/act-insertion.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { recordsMeant, requireRecord } from './record-versions.js';
import { type RecordAct, reasonProblem } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Sequence } from '../../domain/identifiers.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';

/**
 * Withdraws a whole record; it stays in the log, struck through, with the reason. Throws InvalidInput, NotPermitted,
 * NotFound, or Conflict if it is retracted already.
 */
export async function retractRecord(
  database: Database,
  actor: Actor,
  { negotiationId, record, reason, isForAll }: RecordAct,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'retract', now, async (tx) => {
    const state = await requireRecord(tx, negotiationId, record);
    if (state.status === 'retracted') throw new Conflict('This record is retracted already.');
    const problem = reasonProblem(reason);
    if (problem) throw new InvalidInput([problem]);
    const records = await recordsMeant(tx, state, 'retraction', isForAll);
    const acts = { negotiationId, records, reason, userId: actor.userId };
    const { first: sequence, recordedAt } = await insertActs(tx, 'retraction', acts, now);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'retract_record',
      negotiationId,
      subject: 'record',
      subjectId: String(record),
      details: { sequence, ...(records.length > 1 && { records }) },
    });
    return { sequence };
  });
}
