import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { publishTurn } from './entry-turn.js';
import type { TargetAct } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Sequence } from '../../domain/identifiers.js';

/**
 * Withdraws one corroboration or denial of a record, which stays in the log, struck. Throws InvalidInput, NotPermitted,
 * NotFound, or Conflict if it is retracted already.
 */
export async function retractEntry(
  database: Database,
  actor: Actor,
  act: TargetAct,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'retract', now, async (tx) => {
    const { sequence, recordedAt, kind } = await publishTurn(tx, actor, act, { turn: 'retraction', now });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'retract_entry',
      negotiationId: act.negotiationId,
      subject: 'record',
      subjectId: String(act.record),
      details: { sequence, target: act.target, kind },
    });
    return { sequence };
  });
}
