import { actAs } from '../acting.js';
import { insertActs } from '../../data/log/act-insertion.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { outcomesOfUpdate } from '../../data/log/records.js';
import { reopenWhatItNeeds } from './import-undone.js';
import { hasUpdate } from '../../data/log/updates.js';
import { reasonProblem, type UpdateAct } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';
import { Conflict, InvalidInput, NotFound } from '../../domain/errors.js';
import { type ActOnUpdate, restorationOfUpdate } from '../../domain/log/update-acts.js';

/**
 * Brings back every retracted record of an update. Throws InvalidInput, NotPermitted, NotFound, or Conflict if none is
 * retracted.
 */
export async function restoreUpdate(
  database: Database,
  actor: Actor,
  { negotiationId, updateId, reason }: UpdateAct,
  now: Date,
): Promise<ActOnUpdate> {
  return actAs(database, actor, 'retract', now, async (tx) => {
    if (!(await hasUpdate(tx, negotiationId, updateId)))
      throw new NotFound('There is no such update in this negotiation.');
    const act = restorationOfUpdate(await outcomesOfUpdate(tx, updateId));
    if (act.records.length === 0) throw new Conflict('No record of this update is retracted.');
    const problem = reasonProblem(reason);
    if (problem) throw new InvalidInput([problem]);
    const acts = { negotiationId, records: act.records, reason, userId: actor.userId };
    const { first, recordedAt } = await insertActs(tx, 'restoration', acts, now);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'restore_update',
      negotiationId,
      subject: 'update',
      subjectId: String(updateId),
      details: {
        first,
        records: [...act.records],
        skipped: act.skipped.map(({ record }) => record),
      },
    });
    await reopenWhatItNeeds(tx, actor, { negotiationId, updateId, now: recordedAt });
    return act;
  });
}
