import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertDemand, insertReplacements } from '../../data/structure/demands.js';
import { takePublication } from '../../data/log/publications.js';
import { slugUse } from '../../data/structure/slug-history.js';
import { requireNegotiation } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import type { DemandFields } from '../../domain/structure/structure-fields.js';
import {
  closedTopicProblem,
  problemsOfDemand,
  refuseProblems,
  samePropositionProblem,
  withSlug,
} from '../../domain/structure/structure-rules.js';

export interface NewDemand {
  readonly negotiationId: number;
  readonly fields: DemandFields;
  /** Older demands that this one replaces: a reworded, split or merged proposition. */
  readonly replaces?: readonly number[];
  /** If false, a demand with the same words as another is refused, so that the editor is asked first. */
  readonly isSecond?: boolean;
}

/** Throws InvalidInput with a problem per field, NotPermitted, or NotFound for the negotiation. */
export async function createDemand(
  database: Database,
  actor: Actor,
  { replaces = [], isSecond = true, ...input }: NewDemand,
  now: Date,
): Promise<{ readonly id: number }> {
  const fields = withSlug(input.fields, input.fields.proposition);
  return actAs(database, actor, 'create_structure', now, async (tx) => {
    const negotiation = await requireNegotiation(tx, input.negotiationId);
    const use = await slugUse(tx, { noun: 'demand', scope: negotiation.id }, fields.slug, null);
    const problems = problemsOfDemand(fields, { slugUse: use, negotiation, frozen: null, replaces });
    const same = isSecond ? null : samePropositionProblem(fields, negotiation);
    refuseProblems([...problems, closedTopicProblem(fields, negotiation), same]);
    const { first, recordedAt } = await takePublication(tx, 1, now);
    const id = await insertDemand(tx, negotiation.id, fields, first);
    await insertReplacements(tx, id, replaces);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'create_demand',
      negotiationId: negotiation.id,
      subject: 'demand',
      subjectId: String(id),
      details: { after: { ...fields }, replaces: [...replaces] },
    });
    return { id };
  });
}
