import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertNegotiation } from '../../data/structure/negotiation-writes.js';
import { takePublication } from '../../data/log/publications.js';
import { slugUse } from '../../data/structure/slug-history.js';
import type { Actor } from '../../domain/people/actor.js';
import type { NegotiationFields } from '../../domain/structure/structure-fields.js';
import { problemsOfNegotiation, refuseProblems, withSlug } from '../../domain/structure/structure-rules.js';

/** Throws InvalidInput with a problem per field, or NotPermitted. */
export async function createNegotiation(
  database: Database,
  actor: Actor,
  input: { readonly fields: NegotiationFields },
  now: Date,
): Promise<{ readonly id: number }> {
  const fields = withSlug(input.fields, input.fields.name);
  return actAs(database, actor, 'edit_structure', now, async (tx) => {
    const use = await slugUse(tx, { noun: 'negotiation', scope: 0 }, fields.slug, null);
    refuseProblems(problemsOfNegotiation(fields, use));
    const { first, recordedAt } = await takePublication(tx, 1, now);
    const id = await insertNegotiation(tx, fields, first);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'create_negotiation',
      negotiationId: id,
      subject: 'negotiation',
      subjectId: String(id),
      details: { after: { ...fields } },
    });
    return { id };
  });
}
