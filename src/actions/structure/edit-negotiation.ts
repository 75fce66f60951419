import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { updateNegotiation } from '../../data/structure/negotiation-writes.js';
import { recordOldSlug, slugUse } from '../../data/structure/slug-history.js';
import { asStored, isChange, requireNegotiation } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import {
  type Edit,
  fieldsOfNegotiation,
  type NegotiationFields,
} from '../../domain/structure/structure-fields.js';
import { problemsOfNegotiation, refuseProblems, withSlug } from '../../domain/structure/structure-rules.js';

const slugScope = { noun: 'negotiation', scope: 0 } as const;

/**
 * Throws InvalidInput with a problem per field, NotPermitted, NotFound, or Conflict if somebody else changed it
 * meanwhile.
 */
export async function editNegotiation(
  database: Database,
  actor: Actor,
  { id, seen, fields }: Omit<Edit<NegotiationFields>, 'negotiationId'>,
  now: Date,
): Promise<void> {
  const wanted = withSlug(fields, fields.name);
  await actAs(database, actor, 'edit_structure', now, async (tx) => {
    const before = fieldsOfNegotiation(await requireNegotiation(tx, id));
    const after = asStored(before, wanted);
    if (!isChange(before, after, seen)) return;
    refuseProblems(problemsOfNegotiation(after, await slugUse(tx, slugScope, after.slug, id)));
    await updateNegotiation(tx, id, after);
    await recordOldSlug(tx, slugScope, { id, from: before.slug, to: after.slug }, now);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'edit_negotiation',
      negotiationId: id,
      subject: 'negotiation',
      subjectId: String(id),
      details: { before: { ...before }, after: { ...after } },
    });
  });
}
