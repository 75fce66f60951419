import { actAs } from '../acting.js';
import { requireChangeable } from './changeable.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { recordOldSlug, slugUse } from '../../data/structure/slug-history.js';
import { asStored, isChange, requireAmong, requireNegotiation } from './edit-rules.js';
import { updateTopic } from '../../data/structure/topics.js';
import type { Actor } from '../../domain/people/actor.js';
import { type Edit, fieldsOfTopic, type TopicFields } from '../../domain/structure/structure-fields.js';
import { problemsOfTopic, refuseProblems, withSlug } from '../../domain/structure/structure-rules.js';

/**
 * Throws InvalidInput with a problem per field, NotPermitted, NotFound, or Conflict if somebody else changed it
 * meanwhile.
 */
export async function editTopic(
  database: Database,
  actor: Actor,
  { negotiationId, id, seen, fields }: Edit<TopicFields>,
  now: Date,
): Promise<void> {
  const wanted = withSlug(fields, fields.name);
  const slugScope = { noun: 'topic', scope: negotiationId } as const;
  await actAs(database, actor, 'create_structure', now, async (tx, present) => {
    await requireChangeable(tx, present, 'topic', { negotiationId, id });
    const { topics } = await requireNegotiation(tx, negotiationId);
    const before = fieldsOfTopic(requireAmong(topics, id, 'topic'));
    const after = asStored(before, wanted);
    if (!isChange(before, after, seen)) return;
    refuseProblems(problemsOfTopic(after, await slugUse(tx, slugScope, after.slug, id)));
    await updateTopic(tx, id, after);
    await recordOldSlug(tx, slugScope, { id, from: before.slug, to: after.slug }, now);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'edit_topic',
      negotiationId,
      subject: 'topic',
      subjectId: String(id),
      details: { before: { ...before }, after: { ...after } },
    });
  });
}
