import { actAs } from '../acting.js';
import { requireChangeable } from './changeable.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { demandHasStances, updateDemand } from '../../data/structure/demands.js';
import { recordOldSlug, slugUse } from '../../data/structure/slug-history.js';
import { asStored, isChange, requireAmong, requireNegotiation } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import { questionTopicProblem } from '../../domain/structure/question-rules.js';
import { type DemandFields, type Edit, fieldsOfDemand } from '../../domain/structure/structure-fields.js';
import {
  problemsOfDemand,
  refuseProblems,
  samePropositionProblem,
  withSlug,
} from '../../domain/structure/structure-rules.js';

export interface DemandEdit extends Edit<DemandFields> {
  /** If false, new words that another demand has already are refused, so that the editor is asked first. */
  readonly isSecond?: boolean;
}

/**
 * The proposition can be changed until the first stance on it. Throws InvalidInput with a problem per field,
 * NotPermitted, NotFound, or Conflict if somebody else changed the demand meanwhile.
 */
export async function editDemand(
  database: Database,
  actor: Actor,
  { negotiationId, id, seen, fields, isSecond = true }: DemandEdit,
  now: Date,
): Promise<void> {
  const wanted = withSlug(fields, fields.proposition);
  const slugScope = { noun: 'demand', scope: negotiationId } as const;
  await actAs(database, actor, 'create_structure', now, async (tx, present) => {
    await requireChangeable(tx, present, 'demand', { negotiationId, id });
    const negotiation = await requireNegotiation(tx, negotiationId);
    const before = fieldsOfDemand(requireAmong(negotiation.demands, id, 'demand'));
    const after = asStored(before, wanted);
    if (!isChange(before, after, seen)) return;
    const frozen = (await demandHasStances(tx, id)) ? before.proposition : null;
    const use = await slugUse(tx, slugScope, after.slug, id);
    const problems = problemsOfDemand(after, { slugUse: use, negotiation, frozen, replaces: [], id });
    const others = { demands: negotiation.demands.filter((demand) => demand.id !== id) };
    const isAsked = !isSecond && before.proposition !== after.proposition;
    const staying = questionTopicProblem(after, id, negotiation);
    refuseProblems([...problems, staying, isAsked ? samePropositionProblem(after, others) : null]);
    await updateDemand(tx, id, after);
    await recordOldSlug(tx, slugScope, { id, from: before.slug, to: after.slug }, now);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'edit_demand',
      negotiationId,
      subject: 'demand',
      subjectId: String(id),
      details: { before: { ...before }, after: { ...after } },
    });
  });
}
