import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { takePublication } from '../../data/log/publications.js';
import { insertAlternative } from '../../data/structure/questions.js';
import { requireAmong, requireNegotiation } from './edit-rules.js';
import { NotFound } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { questionOf } from '../../domain/structure/question.js';

export interface Leaving {
  readonly negotiationId: number;
  readonly question: number;
  readonly demand: number;
}

/**
 * Takes a demand out of a question. It is published, with a number of its own: before it the demand stays an
 * alternative. Throws NotPermitted, or NotFound if the demand is not in the question.
 */
export async function leaveQuestion(
  database: Database,
  actor: Actor,
  { negotiationId, question: id, demand: demandId }: Leaving,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'edit_structure', now, async (tx) => {
    const negotiation = await requireNegotiation(tx, negotiationId);
    const { proposition } = requireAmong(negotiation.demands, demandId, 'demand');
    if (questionOf(negotiation.questions, demandId)?.id !== id)
      throw new NotFound('This demand is not an alternative of this question.');
    const { first, recordedAt } = await takePublication(tx, 1, now);
    const { userId } = actor;
    const named = { negotiationId, questionId: id, demandId };
    await insertAlternative(tx, { sequence: first, userId, act: 'left', ...named, amount: null });
    await recordAudit(tx, {
      at: recordedAt,
      userId,
      action: 'leave_question',
      negotiationId,
      subject: 'question',
      subjectId: String(id),
      details: { demand: proposition },
    });
    return { sequence: first };
  });
}
