import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertVersion, type NewVersion, requireStanding } from './record-versions.js';
import { reasonProblem } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Sequence } from '../../domain/identifiers.js';

/**
 * Publishes a new version of a record; the old one stays in the log, struck through. Throws InvalidInput, NotPermitted,
 * NotFound, or Conflict if the record was changed or retracted meanwhile.
 */
export async function correctRecord(
  database: Database,
  actor: Actor,
  correction: NewVersion,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'correct', now, async (tx) => {
    const state = await requireStanding(tx, correction);
    const problems = [reasonProblem(correction.reason)].filter((problem) => problem !== null);
    const version = { ...correction, userId: actor.userId, problems };
    const { first: sequence, recordedAt } = await insertVersion(tx, 'correction', version, state, now);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'correct_record',
      negotiationId: correction.negotiationId,
      subject: 'record',
      subjectId: String(correction.record),
      details: { sequence, corrects: correction.version },
    });
    return { sequence };
  });
}
