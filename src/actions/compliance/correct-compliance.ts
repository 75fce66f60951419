import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { Conflict } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { requireCompliance } from '../briefings/own-rules.js';
import { type ComplianceInput, publishCompliance } from './compliance-rules.js';

/** Publishes other words of an account of compliance. Throws InvalidInput, NotPermitted, NotFound, or Conflict if nothing changes. */
export async function correctCompliance(
  database: Database,
  actor: Actor,
  { record, reason, ...input }: ComplianceInput & { readonly record: Sequence; readonly reason: string },
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'correct', now, async (tx) => {
    const standing = await requireCompliance(tx, input.negotiationId, record);
    if (standing.isRetracted) throw new Conflict('This account is retracted. Restore it first.');
    const { demandId, outcome: outcomeRecord } = standing;
    const { sequence, recordedAt } = await publishCompliance(tx, actor, input, {
      place: { demandId, outcomeRecord },
      correction: { standing, reason },
      now,
    });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'correct_compliance',
      negotiationId: input.negotiationId,
      subject: 'demand',
      subjectId: String(demandId),
      details: { sequence },
    });
  });
}
