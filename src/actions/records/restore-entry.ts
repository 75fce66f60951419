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
 * Brings back one corroboration or denial of a record that was retracted by itself. Throws InvalidInput, NotPermitted,
 * NotFound, or Conflict if it is not retracted.
 */
export async function restoreEntry(
  database: Database,
  actor: Actor,
  { negotiationId, record, target, reason }: TargetAct,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'retract', now, async (tx) => {
    const meant = await requireTarget(tx, { negotiationId, record, target });
    const refusal = turnRefusal(meant, 'restoration');
    if (refusal) throw new Conflict(refusal);
    const problem = reasonProblem(reason);
    if (problem) throw new InvalidInput([problem]);
    const acts = { negotiationId, records: [record], target, reason, userId: actor.userId };
    const { first: sequence, recordedAt } = await insertActs(tx, 'restoration', acts, now);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'restore_entry',
      negotiationId,
      subject: 'record',
      subjectId: String(record),
      details: { sequence, target, kind: meant.kind },
    });
    return { sequence };
  });
}
