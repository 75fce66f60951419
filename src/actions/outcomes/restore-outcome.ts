import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { type OutcomeActInput, publishOutcomeAct } from './outcome-act.js';

/** Brings a retracted outcome back. Throws InvalidInput, NotPermitted, NotFound or Conflict. */
export async function restoreOutcome(
  database: Database,
  actor: Actor,
  input: OutcomeActInput,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'retract', now, async (tx) => {
    const { sequence, recordedAt } = await publishOutcomeAct(tx, actor, input, { kind: 'restoration', now });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'restore_outcome',
      negotiationId: input.negotiationId,
      subject: 'demand',
      subjectId: String(input.demandId),
      details: { sequence },
    });
    return { sequence };
  });
}
