import { actAs } from '../acting.js';
import { requireChangeable } from './changeable.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { updateQuestion } from '../../data/structure/questions.js';
import { recordOldSlug, slugUse } from '../../data/structure/slug-history.js';
import { asStored, isChange, requireAmong, requireNegotiation } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import { problemsOfQuestion } from '../../domain/structure/question-rules.js';
import { type Edit, fieldsOfQuestion, type QuestionFields } from '../../domain/structure/structure-fields.js';
import { refuseProblems, withSlug } from '../../domain/structure/structure-rules.js';

/**
 * Its first alternative freezes the unit. Throws InvalidInput with a problem per field, NotPermitted, NotFound, or
 * Conflict if somebody else changed it meanwhile.
 */
export async function editQuestion(
  database: Database,
  actor: Actor,
  { negotiationId, id, seen, fields }: Edit<QuestionFields>,
  now: Date,
): Promise<void> {
  const wanted = withSlug(fields, fields.wording);
  const slugScope = { noun: 'question', scope: negotiationId } as const;
  await actAs(database, actor, 'create_structure', now, async (tx, acting) => {
    await requireChangeable(tx, acting, 'question', { negotiationId, id });
    const negotiation = await requireNegotiation(tx, negotiationId);
    const present = requireAmong(negotiation.questions, id, 'question');
    const before = fieldsOfQuestion(present);
    const after = asStored(before, wanted);
    if (!isChange(before, after, seen)) return;
    const use = await slugUse(tx, slugScope, after.slug, id);
    refuseProblems(problemsOfQuestion(after, { slugUse: use, negotiation, present }));
    await updateQuestion(tx, id, after);
    await recordOldSlug(tx, slugScope, { id, from: before.slug, to: after.slug }, now);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'edit_question',
      negotiationId,
      subject: 'question',
      subjectId: String(id),
      details: { before: { ...before }, after: { ...after } },
    });
  });
}
