import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database, Transaction } from '../../data/engine/database.js';
import { finishDraft, isSentOtherwise } from '../../data/desk/drafts.js';
import { insertReports } from '../../data/log/entry-insertion.js';
import { takePublication } from '../../data/log/publications.js';
import { recordSources } from './source-choices.js';
import { requireReviewable } from './reviewable.js';
import { insertDecision } from '../../data/desk/proposals.js';
import { checkUpdate, type UpdateToCheck } from './check-update.js';
import { findUpdateByKey, insertUpdate } from '../../data/log/updates.js';
import type { Actor } from '../../domain/people/actor.js';
import { SentBefore } from '../../domain/cells/cell-conflict.js';
import { Conflict, NotPermitted } from '../../domain/errors.js';
import type { Speaker } from '../../domain/structure/negotiation.js';
import type { Proposal } from '../../domain/desk/proposal.js';
import type { NewUpdate } from '../../domain/log/update.js';
import { utcDay } from '../../domain/when.js';

interface Input extends Omit<UpdateToCheck, 'userId'> {
  /** The proposal that is published, amended or not; absent if nobody proposed it. */
  readonly proposal?: number;
}

/**
 * Publishes an update: all of it or nothing. Sent again under the same idempotency key, it returns the first result.
 * Throws InvalidInput with a problem per field, NotPermitted, NotFound, or Conflict for somebody else's key or a
 * proposal that is not waiting for this person; CellConflict if somebody else moved a cell since `seen`; SentBefore if
 * the key was used for another text.
 */
export async function logUpdate(
  database: Database,
  actor: Actor,
  input: Input,
  now: Date,
): Promise<{ readonly updateId: number }> {
  return actAs(database, actor, 'publish', now, async (tx) => {
    const earlier = await earlierResult(tx, actor, input.update);
    if (earlier) return earlier;
    const proposal = await proposalOf(tx, actor, input);
    const { speakers } = await checkUpdate(tx, { ...input, userId: actor.userId }, now);
    const { updateId, recordedAt } = await insertAll(tx, actor, input, speakers, now);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'log_update',
      negotiationId: input.negotiationId,
      subject: 'update',
      subjectId: String(updateId),
      details: { stances: input.update.stances.length, proposal: proposal?.id ?? null },
    });
    if (proposal) await decide(tx, proposal, { actor, updateId, decidedAt: recordedAt });
    const { idempotencyKey: key, typed } = input.update;
    const { negotiationId } = input;
    await finishDraft(tx, { key, userId: actor.userId, negotiationId, typed, now: recordedAt });
    return { updateId };
  });
}

async function earlierResult(tx: Transaction, actor: Actor, { idempotencyKey: key, typed }: NewUpdate) {
  const earlier = await findUpdateByKey(tx, key);
  if (!earlier) return null;
  if (earlier.userId !== actor.userId)
    throw new Conflict('This form was already published by somebody else.');
  if (await isSentOtherwise(tx, key, typed)) throw new SentBefore();
  return { updateId: earlier.id };
}

async function proposalOf(tx: Transaction, actor: Actor, input: Input): Promise<Proposal | null> {
  if (input.proposal === undefined) return null;
  return requireReviewable(tx, { negotiationId: input.negotiationId, id: input.proposal }, actor.userId);
}

async function decide(
  tx: Transaction,
  { id }: Proposal,
  { actor, updateId, decidedAt }: { actor: Actor; updateId: number; decidedAt: Date },
): Promise<void> {
  if (actor.userId === null) throw new NotPermitted('Only a person can review.');
  const decision = { outcome: 'published', reason: null, userId: actor.userId } as const;
  await insertDecision(tx, { ...decision, proposalId: id, decidedAt, updateId });
}

async function insertAll(
  tx: Transaction,
  actor: Actor,
  { negotiationId, update }: Input,
  speakers: readonly Speaker[],
  now: Date,
): Promise<{ updateId: number; recordedAt: Date }> {
  const sources = await recordSources(tx, update.sources);
  const { first, recordedAt } = await takePublication(tx, update.stances.length, now);
  const updateId = await insertUpdate(tx, {
    negotiationId,
    headline: update.headline,
    recordedAt,
    userId: actor.userId,
    idempotencyKey: update.idempotencyKey,
    sourceIds: [...new Set(sources.map((source) => source.id))],
  });
  const reports = { first, negotiationId, updateId, userId: actor.userId };
  await insertReports(tx, reports, update.stances, { sources, speakers, recordedDay: utcDay(recordedAt) });
  return { updateId, recordedAt };
}
