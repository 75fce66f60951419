import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { type OutcomeInput, publishOutcome } from './outcome-act.js';

/** Publishes what became of a demand. Throws InvalidInput with a problem per field, NotPermitted or NotFound. */
export async function recordOutcome(
  database: Database,
  actor: Actor,
  input: OutcomeInput,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'publish', now, async (tx) => {
    const { sequence, recordedAt } = await publishOutcome(tx, actor, input, { correction: null, now });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'record_outcome',
      negotiationId: input.negotiationId,
      subject: 'demand',
      subjectId: String(input.demandId),
      details: { sequence },
    });
    return { sequence };
  });
}
