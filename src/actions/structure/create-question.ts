import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { takePublication } from '../../data/log/publications.js';
import { insertQuestion } from '../../data/structure/questions.js';
import { slugUse } from '../../data/structure/slug-history.js';
import { requireNegotiation } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import { problemsOfQuestion } from '../../domain/structure/question-rules.js';
import type { QuestionFields } from '../../domain/structure/structure-fields.js';
import { refuseProblems, withSlug } from '../../domain/structure/structure-rules.js';

/** Throws InvalidInput with a problem per field, NotPermitted, or NotFound for the negotiation. */
export async function createQuestion(
  database: Database,
  actor: Actor,
  input: { readonly negotiationId: number; readonly fields: QuestionFields },
  now: Date,
): Promise<{ readonly id: number }> {
  const fields = withSlug(input.fields, input.fields.wording);
  return actAs(database, actor, 'create_structure', now, async (tx) => {
    const negotiation = await requireNegotiation(tx, input.negotiationId);
    const use = await slugUse(tx, { noun: 'question', scope: negotiation.id }, fields.slug, null);
    refuseProblems(problemsOfQuestion(fields, { slugUse: use, negotiation, present: null }));
    const { first, recordedAt } = await takePublication(tx, 1, now);
    const id = await insertQuestion(tx, negotiation.id, fields, first);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'create_question',
      negotiationId: negotiation.id,
      subject: 'question',
      subjectId: String(id),
      details: { after: { ...fields } },
    });
    return { id };
  });
}
