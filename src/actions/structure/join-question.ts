import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { takePublication } from '../../data/log/publications.js';
import { insertAlternative } from '../../data/structure/questions.js';
import { requireAmong, requireNegotiation } from './edit-rules.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { amountOf, type Joining, problemsOfJoining } from '../../domain/structure/question-rules.js';
import { refuseProblems } from '../../domain/structure/structure-rules.js';

export interface JoiningOf {
  readonly negotiationId: number;
  readonly question: number;
  readonly joining: Joining;
}

/**
 * A demand becomes an alternative of a question, with its amount, which is then frozen. It is published, with a number
 * of its own. Throws InvalidInput with a problem per field, NotPermitted, or NotFound.
 */
export async function joinQuestion(
  database: Database,
  actor: Actor,
  { negotiationId, question: id, joining }: JoiningOf,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'create_structure', now, async (tx) => {
    const negotiation = await requireNegotiation(tx, negotiationId);
    const question = requireAmong(negotiation.questions, id, 'question');
    refuseProblems(problemsOfJoining(question, joining, negotiation));
    const demand = requireAmong(negotiation.demands, joining.demand, 'demand');
    const { first, recordedAt } = await takePublication(tx, 1, now);
    const { userId } = actor;
    const named = { negotiationId, questionId: id, demandId: demand.id };
    const amount = amountOf(joining);
    await insertAlternative(tx, { sequence: first, userId, act: 'joined', ...named, amount });
    await recordAudit(tx, {
      at: recordedAt,
      userId,
      action: 'join_question',
      negotiationId,
      subject: 'question',
      subjectId: String(id),
      details: { demand: demand.proposition, ...amount },
    });
    return { sequence: first };
  });
}
