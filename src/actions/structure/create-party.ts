import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database, Transaction } from '../../data/engine/database.js';
import { forImport } from '../../data/structure/created-for-import.js';
import { insertParticipation, insertParty, listParties } from '../../data/structure/parties.js';
import { takePublication } from '../../data/log/publications.js';
import { slugUse } from '../../data/structure/slug-history.js';
import { requireNegotiation } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Negotiation } from '../../domain/structure/negotiation.js';
import type { PartyFields } from '../../domain/structure/structure-fields.js';
import {
  problemsOfExistingParty,
  problemsOfParty,
  refuseProblems,
  withSlug,
} from '../../domain/structure/structure-rules.js';

export interface NewParty {
  readonly negotiationId: number;
  readonly fields: PartyFields;
  /** A party of another negotiation that joins this one; then only `role` and `order` are used. */
  readonly existing?: number;
  /** The import that asks for it, if one does. */
  readonly importId?: number;
}

/**
 * Adds a party to the negotiation: a new one, or one from another negotiation. Throws InvalidInput with a problem per
 * field, NotPermitted, or NotFound for the negotiation.
 */
export async function createParty(
  database: Database,
  actor: Actor,
  input: NewParty,
  now: Date,
): Promise<{ readonly id: number }> {
  const fields = input.existing === undefined ? withSlug(input.fields, input.fields.name) : input.fields;
  return actAs(database, actor, 'create_structure', now, async (tx) => {
    const negotiation = await requireNegotiation(tx, input.negotiationId);
    await requireSound(tx, negotiation, fields, input.existing);
    const partyId = input.existing ?? (await insertParty(tx, fields));
    const { first, recordedAt } = await takePublication(tx, 1, now);
    const { role, order } = fields;
    await insertParticipation(tx, { negotiationId: negotiation.id, partyId, role, order }, first);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'create_party',
      negotiationId: negotiation.id,
      subject: 'party',
      subjectId: String(partyId),
      details: {
        ...(input.existing === undefined ? { after: { ...fields } } : { joined: { role, order } }),
        ...forImport(input.importId),
      },
    });
    return { id: partyId };
  });
}

async function requireSound(
  tx: Transaction,
  { parties }: Negotiation,
  fields: PartyFields,
  existing: number | undefined,
): Promise<void> {
  const all = await listParties(tx);
  if (existing !== undefined) {
    const ids = { existing, recorded: all.map(({ id }) => id), here: parties.map(({ id }) => id) };
    return refuseProblems(problemsOfExistingParty(fields, ids));
  }
  const use = await slugUse(tx, { noun: 'party', scope: 0 }, fields.slug, null);
  const states = all.filter(({ kind }) => kind === 'state').map(({ id }) => id);
  refuseProblems(problemsOfParty(fields, { slugUse: use, states, blocs: [], others: all }));
}
