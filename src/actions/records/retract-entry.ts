import { actAs } from '../acting.js';
import { insertActs } from '../../data/log/act-insertion.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { requireTarget } from './record-versions.js';
import { reasonProblem, type TargetAct } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Sequence } from '../../domain/identifiers.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import { turnRefusal } from '../../domain/log/target.js';

/**
 * Withdraws one corroboration or denial of a record, which stays in the log, struck. Throws InvalidInput, NotPermitted,
 * NotFound, or Conflict if it is retracted already.
 */
export async function retractEntry(
  database: Database,
  actor: Actor,
  { negotiationId, record, target, reason }: TargetAct,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'retract', now, async (tx) => {
    const meant = await requireTarget(tx, { negotiationId, record, target });
    const refusal = turnRefusal(meant, 'retraction');
    if (refusal) throw new Conflict(refusal);
    const problem = reasonProblem(reason);
    if (problem) throw new InvalidInput([problem]);
    const acts = { negotiationId, records: [record], target, reason, userId: actor.userId };
    const { first: sequence, recordedAt } = await insertActs(tx, 'retraction', acts, now);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'retract_entry',
      negotiationId,
      subject: 'record',
      subjectId: String(record),
      details: { sequence, target, kind: meant.kind },
    });
    return { sequence };
  });
}
