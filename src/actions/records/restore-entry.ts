import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { publishTurn } from './entry-turn.js';
import type { TargetAct } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Sequence } from '../../domain/identifiers.js';

/**
 * Brings back one corroboration or denial of a record that was retracted by itself. Throws InvalidInput, NotPermitted,
 * NotFound, or Conflict if it is not retracted.
 */
export async function restoreEntry(
  database: Database,
  actor: Actor,
  act: TargetAct,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'retract', now, async (tx) => {
    const { sequence, recordedAt, kind } = await publishTurn(tx, actor, act, { turn: 'restoration', now });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'restore_entry',
      negotiationId: act.negotiationId,
      subject: 'record',
      subjectId: String(act.record),
      details: { sequence, target: act.target, kind },
    });
    return { sequence };
  });
}
