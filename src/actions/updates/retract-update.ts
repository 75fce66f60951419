import { actAs } from '../acting.js';
import { insertActs } from '../../data/log/act-insertion.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { outcomesOfUpdate } from '../../data/log/records.js';
import { closeWhatOnlyItNeeded } from './import-undone.js';
import { hasUpdate } from '../../data/log/updates.js';
import { reasonProblem, type UpdateAct } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';
import { Conflict, InvalidInput, NotFound } from '../../domain/errors.js';
import { type ActOnUpdate, retractionOfUpdate } from '../../domain/log/update-acts.js';

/**
 * Withdraws every record of an update that still stands as it was published; of an import, also what only it needed. Throws InvalidInput, NotPermitted,
 * NotFound, or Conflict if none does.
 */
export async function retractUpdate(
  database: Database,
  actor: Actor,
  { negotiationId, updateId, reason }: UpdateAct,
  now: Date,
): Promise<ActOnUpdate> {
  return actAs(database, actor, 'retract', now, async (tx) => {
    if (!(await hasUpdate(tx, negotiationId, updateId)))
      throw new NotFound('There is no such update in this negotiation.');
    const outcomes = await outcomesOfUpdate(tx, updateId);
    const act = retractionOfUpdate(outcomes);
    if (act.records.length === 0)
      throw new Conflict('Every record of this update has been retracted or corrected already.');
    const problem = reasonProblem(reason);
    if (problem) throw new InvalidInput([problem]);
    const acts = { negotiationId, records: act.records, reason, userId: actor.userId };
    const { first, recordedAt } = await insertActs(tx, 'retraction', acts, now);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'retract_update',
      negotiationId,
      subject: 'update',
      subjectId: String(updateId),
      details: {
        first,
        records: [...act.records],
        skipped: act.skipped.map(({ record }) => record),
      },
    });
    const before = outcomes.filter(({ status }) => status === 'retracted').map(({ record }) => record);
    const retracted = new Set([...act.records, ...before]);
    await closeWhatOnlyItNeeded(tx, actor, { negotiationId, updateId, retracted, now: recordedAt });
    return act;
  });
}
