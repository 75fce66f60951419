import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import {
  insertVersions,
  type NewVersion,
  othersMeant,
  readyVersions,
  requireStanding,
} from './record-versions.js';
import { reasonProblem } from '../../domain/log/act.js';
import { corroborationRefusal } from '../../domain/log/joint-statement.js';
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
    const { negotiationId, isForAll = false } = correction;
    const asked = { isForAll, refusal: corroborationRefusal };
    const others = await othersMeant(tx, negotiationId, state, asked);
    const versions = await readyVersions(tx, { ...correction, problems }, state, now, others);
    const common = { ...correction, userId: actor.userId };
    const { first, recordedAt } = await insertVersions(tx, 'correction', common, versions, now);
    const records = versions.map(({ record }) => record);
    const sequence = first + records.indexOf(correction.record);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'correct_record',
      negotiationId,
      subject: 'record',
      subjectId: String(correction.record),
      details: { sequence, corrects: correction.version, ...(records.length > 1 && { records }) },
    });
    return { sequence };
  });
}
