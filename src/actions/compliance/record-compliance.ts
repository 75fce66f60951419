import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { Conflict, NotFound } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { outcomeRecords } from '../../domain/structure/outcome.js';
import { demandOf } from '../outcomes/outcome-act.js';
import { type ComplianceInput, type CompliancePlace, publishCompliance } from './compliance-rules.js';

/**
 * Publishes what a party says on whether an outcome was kept. Throws InvalidInput with a problem per field, NotPermitted,
 * NotFound, or Conflict for an outcome that is retracted.
 */
export async function recordCompliance(
  database: Database,
  actor: Actor,
  { demandId, outcomeRecord, ...input }: ComplianceInput & CompliancePlace,
  now: Date,
): Promise<{ readonly record: Sequence }> {
  return actAs(database, actor, 'publish', now, async (tx) => {
    const { negotiationId } = input;
    const { outcomes } = await demandOf(tx, { negotiationId, demandId });
    const outcome = outcomeRecords(outcomes).find(({ record }) => record === outcomeRecord);
    if (!outcome) throw new NotFound('There is no such outcome on this demand.');
    if (outcome.isRetracted) throw new Conflict('This outcome is retracted. Restore it first.');
    const place = { demandId, outcomeRecord };
    const { sequence, recordedAt } = await publishCompliance(tx, actor, input, {
      ...{ place, correction: null, now },
    });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'record_compliance',
      negotiationId,
      subject: 'demand',
      subjectId: String(demandId),
      details: { sequence },
    });
    return { record: sequence };
  });
}
