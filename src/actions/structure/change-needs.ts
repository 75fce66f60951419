import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { updateNeeds } from '../../data/structure/demands.js';
import { isChange, requireAmong, requireNegotiation } from './edit-rules.js';
import type { DemandId, PartyId } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { needsOf, problemsOfTerms, termsFromNeeds } from '../../domain/structure/demand-terms.js';
import { refuseProblems } from '../../domain/structure/structure-rules.js';

export interface NeedsChange {
  readonly negotiationId: number;
  readonly demandId: DemandId;
  /** The fingerprint of what it needed when the form was filled. */
  readonly seen: string;
  /** All that are ticked; none means the usual ones. */
  readonly needs: readonly PartyId[];
}

/**
 * Editors may add or leave out a party that a demand needs at any time, also after its first stance. Throws
 * InvalidInput, NotPermitted, NotFound, or Conflict if somebody else changed that meanwhile.
 */
export async function changeNeeds(
  database: Database,
  actor: Actor,
  { negotiationId, demandId, seen, needs }: NeedsChange,
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'create_structure', now, async (tx) => {
    const negotiation = await requireNegotiation(tx, negotiationId);
    const demand = requireAmong(negotiation.demands, demandId, 'demand');
    const before = needsOf(demand);
    const after = termsFromNeeds(negotiation, { needs, addressees: demand.addressees }, demand);
    if (!isChange(before, after, seen)) return;
    refuseProblems(problemsOfTerms({ ...demand, ...after }, negotiation, demandId));
    await updateNeeds(tx, demandId, after);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'change_needs',
      negotiationId,
      subject: 'demand',
      subjectId: String(demandId),
      details: { before, after },
    });
  });
}
