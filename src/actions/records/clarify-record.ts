import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertVersions, type NewVersion, readyVersions, requireStanding } from './record-versions.js';
import { optionalReasonProblem } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';
import { problemsOfClarification } from '../../domain/log/clarification.js';
import type { Sequence } from '../../domain/identifiers.js';
import { under } from '../../domain/log/update.js';

/**
 * Publishes clearer wording or source details of a record: nothing that a reader would call a change. Throws
 * InvalidInput, NotPermitted, NotFound, or Conflict if the record was changed or retracted meanwhile.
 */
export async function clarifyRecord(
  database: Database,
  actor: Actor,
  clarification: NewVersion,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'correct', now, async (tx) => {
    const state = await requireStanding(tx, clarification);
    const reason = optionalReasonProblem(clarification.reason);
    const problems = [
      ...(reason ? [reason] : []),
      ...under('stances.0', problemsOfClarification(state.stance, clarification.stance)),
    ];
    const versions = await readyVersions(tx, { ...clarification, problems }, state, now);
    const common = { ...clarification, userId: actor.userId };
    const { first: sequence, recordedAt } = await insertVersions(tx, 'clarification', common, versions, now);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'clarify_record',
      negotiationId: clarification.negotiationId,
      subject: 'record',
      subjectId: String(clarification.record),
      details: { sequence, clarifies: clarification.version },
    });
    return { sequence };
  });
}
