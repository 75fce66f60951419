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
 * Brings a retracted record back, with the words that it had. Throws InvalidInput, NotPermitted, NotFound, or Conflict
 * if it is not retracted.
 */
export async function restoreRecord(
  database: Database,
  actor: Actor,
  { negotiationId, record, reason, isForAll }: RecordAct,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'retract', now, async (tx) => {
    const state = await requireRecord(tx, negotiationId, record);
    if (state.status !== 'retracted')
      throw new Conflict('This record is not retracted; there is nothing to restore.');
    const problem = reasonProblem(reason);
    if (problem) throw new InvalidInput([problem]);
    const records = await recordsMeant(tx, state, 'restoration', isForAll);
    const acts = { negotiationId, records, reason, userId: actor.userId };
    const { first: sequence, recordedAt } = await insertActs(tx, 'restoration', acts, now);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'restore_record',
      negotiationId,
      subject: 'record',
      subjectId: String(record),
      details: { sequence, ...(records.length > 1 && { records }) },
    });
    return { sequence };
  });
}
