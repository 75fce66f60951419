import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database, Transaction } from '../../data/engine/database.js';
import { forImport } from '../../data/structure/created-for-import.js';
import { insertDemand, insertReplacements } from '../../data/structure/demands.js';
import { entriesOfCells } from '../../data/memory/log.js';
import { takePublication } from '../../data/log/publications.js';
import { slugUse } from '../../data/structure/slug-history.js';
import { requireNegotiation } from './edit-rules.js';
import type { Cell } from '../../domain/cells/cell.js';
import { NegotiationLog } from '../../domain/cells/negotiation-log.js';
import type { Actor } from '../../domain/people/actor.js';
import { replacementProblem } from '../../domain/structure/demand-terms.js';
import type { Negotiation } from '../../domain/structure/negotiation.js';
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
  /** The import that asks for it, if one does. */
  readonly importId?: number;
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
    const context = { slugUse: use, negotiation, frozen: null, replaces, id: null };
    const problems = problemsOfDemand(fields, context);
    const same = isSecond ? null : samePropositionProblem(fields, negotiation);
    refuseProblems([...problems, closedTopicProblem(fields, negotiation), same]);
    refuseProblems(await replacementProblems(tx, negotiation, fields, replaces));
    const { first, recordedAt } = await takePublication(tx, 1, now);
    const id = await insertDemand(tx, negotiation.id, fields, first);
    await insertReplacements(tx, id, replaces, first);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'create_demand',
      negotiationId: negotiation.id,
      subject: 'demand',
      subjectId: String(id),
      details: { after: { ...fields }, replaces: [...replaces], ...forImport(input.importId) },
    });
    return { id };
  });
}

async function replacementProblems(
  tx: Transaction,
  negotiation: Negotiation,
  { raisers }: DemandFields,
  replaces: readonly number[],
) {
  const replaced = negotiation.demands.filter(({ id }) => replaces.includes(id));
  const cells = replaced.flatMap((demand) => demand.raisers.map((party) => ({ party, demand: demand.id })));
  const log = new NegotiationLog(await entriesOfCells(tx, negotiation.id, cells));
  return replaced.map((demand) => {
    const withdrawn = demand.raisers.filter((party) => isWithdrawn(log.cellAt(party, demand.id, now)));
    return replacementProblem(negotiation, demand, raisers, withdrawn);
  });
}

/** Everything in the log counts. */
const now = { asOf: null, known: Number.MAX_SAFE_INTEGER, evidence: 'default' } as const;

function isWithdrawn(cell: Cell): boolean {
  return cell.isSet && cell.setting.stance.position === 'withdrawn';
}
