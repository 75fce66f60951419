import { actAs } from '../acting.js';
import { requireChangeable } from './changeable.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database, Transaction } from '../../data/engine/database.js';
import { blocsOf, listParties, updateParticipation, updateParty } from '../../data/structure/parties.js';
import { recordOldSlug, slugUse } from '../../data/structure/slug-history.js';
import { asStored, isChange, requireAmong, requireNegotiation } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import { type Edit, fieldsOfParty, type PartyFields } from '../../domain/structure/structure-fields.js';
import { problemsOfParty, refuseProblems, withSlug } from '../../domain/structure/structure-rules.js';

const slugScope = { noun: 'party', scope: 0 } as const;

/**
 * Name, slug, kind, members and the ids of others change in every negotiation, role and order only in this one. Throws InvalidInput with a
 * problem per field, NotPermitted, NotFound, or Conflict if somebody else changed it meanwhile.
 */
export async function editParty(
  database: Database,
  actor: Actor,
  { negotiationId, id, seen, fields }: Edit<PartyFields>,
  now: Date,
): Promise<void> {
  const wanted = withSlug(fields, fields.name);
  await actAs(database, actor, 'create_structure', now, async (tx, present) => {
    await requireChangeable(tx, present, 'party', { negotiationId, id });
    const { parties } = await requireNegotiation(tx, negotiationId);
    const before = fieldsOfParty(requireAmong(parties, id, 'party'));
    const after = asStored(before, wanted);
    if (!isChange(before, after, seen)) return;
    await requireSound(tx, id, after);
    await updateParty(tx, id, after);
    await updateParticipation(tx, { negotiationId, partyId: id, role: after.role, order: after.order });
    await recordOldSlug(tx, slugScope, { id, from: before.slug, to: after.slug }, now);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'edit_party',
      negotiationId,
      subject: 'party',
      subjectId: String(id),
      details: { before: { ...before }, after: { ...after } },
    });
  });
}

async function requireSound(tx: Transaction, id: number, fields: PartyFields): Promise<void> {
  const others = (await listParties(tx)).filter((party) => party.id !== id);
  const states = others.filter(({ kind }) => kind === 'state').map((party) => party.id);
  const use = await slugUse(tx, slugScope, fields.slug, id);
  refuseProblems(problemsOfParty(fields, { slugUse: use, states, blocs: await blocsOf(tx, id), others }));
}
