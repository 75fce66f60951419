import { actAs } from '../acting.js';
import { requireAmong, requireNegotiation } from '../structure/edit-rules.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { takePublication } from '../../data/log/publications.js';
import { demandHasStances } from '../../data/structure/demands.js';
import { insertClarification } from '../../data/structure/clarifications.js';
import { Conflict } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import type { NewWords } from '../../domain/log/clarification-rules.js';
import { refuseWords } from './clarified.js';

export interface PropositionClarification extends NewWords {
  readonly negotiationId: number;
  readonly demandId: number;
}

/**
 * Publishes clearer words for the proposition of a demand that has stances; the first stay on record, struck. Throws InvalidInput, NotPermitted, NotFound, or
 * Conflict if nothing would change.
 */
export async function clarifyProposition(
  database: Database,
  actor: Actor,
  input: PropositionClarification,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  const { negotiationId, demandId, words, reason } = input;
  return actAs(database, actor, 'correct', now, async (tx) => {
    const { demands } = await requireNegotiation(tx, negotiationId);
    const demand = requireAmong(demands, demandId, 'demand');
    if (!(await demandHasStances(tx, demandId)))
      throw new Conflict('No stance refers to this wording yet: change it in the form of the demand.');
    refuseWords('proposition', demand.proposition, input);
    const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
    const place = { sequence, negotiationId, userId: actor.userId, updateId: null, demandId };
    await insertClarification(tx, { ...place, words, reason });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'clarify_proposition',
      negotiationId,
      subject: 'demand',
      subjectId: String(demandId),
      details: { sequence },
    });
    return { sequence };
  });
}
