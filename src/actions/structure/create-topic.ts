import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { forImport } from '../../data/structure/created-for-import.js';
import { slugUse } from '../../data/structure/slug-history.js';
import { requireNegotiation } from './edit-rules.js';
import { insertTopic } from '../../data/structure/topics.js';
import type { Actor } from '../../domain/people/actor.js';
import type { TopicFields } from '../../domain/structure/structure-fields.js';
import { problemsOfTopic, refuseProblems, withSlug } from '../../domain/structure/structure-rules.js';

/** Throws InvalidInput with a problem per field, NotPermitted, or NotFound for the negotiation. */
export async function createTopic(
  database: Database,
  actor: Actor,
  input: { readonly negotiationId: number; readonly fields: TopicFields; readonly importId?: number },
  now: Date,
): Promise<{ readonly id: number }> {
  const fields = withSlug(input.fields, input.fields.name);
  return actAs(database, actor, 'create_structure', now, async (tx) => {
    const { id: negotiationId } = await requireNegotiation(tx, input.negotiationId);
    const use = await slugUse(tx, { noun: 'topic', scope: negotiationId }, fields.slug, null);
    refuseProblems(problemsOfTopic(fields, use));
    const id = await insertTopic(tx, negotiationId, fields);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'create_topic',
      negotiationId,
      subject: 'topic',
      subjectId: String(id),
      details: { after: { ...fields }, ...forImport(input.importId) },
    });
    return { id };
  });
}
