import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database, Transaction } from '../../data/engine/database.js';
import { finishDraft } from '../../data/desk/drafts.js';
import type { CorrectionProposal } from '../../domain/desk/proposal.js';
import { NotFound } from '../../domain/errors.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Sequence } from '../../domain/identifiers.js';
import { decideAsPublished, requireReviewable } from '../desk/reviewable.js';
import { correctedVersions, insertVersions, type NewVersion } from './record-versions.js';

export interface Correction extends NewVersion {
  /** The proposal that is published, amended or not, and the form in which that was done; absent if nobody proposed it. */
  readonly proposal?: { readonly id: number; readonly key: string; readonly typed: object };
}

/**
 * Publishes a new version of a record; the old one stays in the log, struck through. Throws InvalidInput, NotPermitted,
 * NotFound, or Conflict if the record was changed or retracted meanwhile, or the proposal is not waiting for this person.
 */
export async function correctRecord(
  database: Database,
  actor: Actor,
  { proposal: proposed, ...correction }: Correction,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  return actAs(database, actor, 'correct', now, async (tx) => {
    const { userId } = actor;
    const { negotiationId } = correction;
    const proposal = proposed ? await proposalOf(tx, correction, proposed.id, userId) : null;
    const proposedStance = proposal?.correction.stance;
    const version = { ...correction, ...(proposedStance && { proposedStance }) };
    const versions = await correctedVersions(tx, version, now);
    const common = { ...correction, userId };
    const { first, recordedAt } = await insertVersions(tx, 'correction', common, versions, now);
    const records = versions.map(({ record }) => record);
    const sequence = first + records.indexOf(correction.record);
    await recordAudit(tx, {
      at: recordedAt,
      userId,
      action: 'correct_record',
      negotiationId,
      subject: 'record',
      subjectId: String(correction.record),
      details: {
        ...{ sequence, corrects: correction.version },
        ...(records.length > 1 && { records }),
        ...(proposal && { proposal: proposal.id }),
      },
    });
    if (proposal)
      await decideAsPublished(tx, proposal, { userId, updateId: null, sequence, decidedAt: recordedAt });
    if (proposed) await finishDraft(tx, { ...proposed, userId, negotiationId, now: recordedAt });
    return { sequence };
  });
}

async function proposalOf(
  tx: Transaction,
  { negotiationId, record }: Correction,
  id: number,
  reviewer: number | null,
): Promise<CorrectionProposal> {
  const proposal = await requireReviewable(tx, { negotiationId, id }, reviewer);
  if (proposal.record !== null && proposal.record === record) return proposal;
  throw new NotFound('This proposal is not a correction of this record.');
}
