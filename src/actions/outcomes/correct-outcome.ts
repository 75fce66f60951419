import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { demandOf, type OutcomeInput, publishOutcome, refuseOutcomeAct } from './outcome-act.js';

export interface OutcomeCorrection extends OutcomeInput {
  readonly record: Sequence;
  readonly reason: string;
}

/** Publishes other words of an outcome. Throws InvalidInput, NotPermitted, NotFound, or Conflict if nothing changes. */
export async function correctOutcome(
  database: Database,
  actor: Actor,
  input: OutcomeCorrection,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'correct', now, async (tx) => {
    refuseOutcomeAct(await demandOf(tx, input), input.record, 'correction');
    const { record, reason } = input;
    const correction = { record, reason };
    const { sequence, recordedAt } = await publishOutcome(tx, actor, input, { correction, now });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'correct_outcome',
      negotiationId: input.negotiationId,
      subject: 'demand',
      subjectId: String(input.demandId),
      details: { sequence },
    });
    return { sequence };
  });
}
