import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database, Transaction } from '../../data/engine/database.js';
import { finishDraft, isSentOtherwise } from '../../data/desk/drafts.js';
import { insertReports } from '../../data/log/entry-insertion.js';
import { nextPublication, takePublication } from '../../data/log/publications.js';
import { recordSources } from './source-choices.js';
import { decideAsPublished, reviewable } from '../desk/reviewable.js';
import { findProposal } from '../../data/desk/proposals.js';
import { checkUpdate, type UpdateToCheck } from './check-update.js';
import { findUpdateByKey, insertUpdate, insertUpdateSources } from '../../data/log/updates.js';
import type { Actor } from '../../domain/people/actor.js';
import { SentBefore } from '../../domain/cells/cell-conflict.js';
import { Conflict, NotFound } from '../../domain/errors.js';
import type { Speaker } from '../../domain/structure/negotiation.js';
import { withQuoteChecks } from '../../domain/log/quote-check.js';
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
  // Nothing about a proposal changes but its decision, which can be inserted only once: so it is read before the lock.
  const { proposal: proposed } = input;
  const found =
    proposed === undefined ? null : await findProposal(database.read, input.negotiationId, proposed);
  const { articleText = '', ...given } = input.update;
  const earlier = found?.record === null ? found.update.stances : [];
  const update = { ...given, stances: withQuoteChecks(given.stances, articleText, earlier) };
  return actAs(database, actor, 'publish', now, async (tx) => {
    const { negotiationId } = input;
    const { idempotencyKey: key, typed, headline } = update;
    const { userId } = actor;
    const { recordedAt } = nextPublication(tx, now);
    // Inserted first, because its key tells whether this form was published before; a refusal takes it back.
    const common = { negotiationId, headline, recordedAt, userId };
    const updateId = await insertUpdate(tx, { ...common, idempotencyKey: key });
    if (updateId === null) return earlierResult(tx, actor, update);
    const proposal = proposed === undefined ? null : reviewable(found, userId);
    if (proposal && proposal.record !== null)
      throw new NotFound('This proposal is a correction of a record, no update.');
    const { speakers } = await checkUpdate(tx, { ...input, userId }, now);
    await insertStances(tx, updateId, { ...common, update, speakers });
    await recordAudit(tx, {
      at: recordedAt,
      userId,
      action: 'log_update',
      negotiationId,
      subject: 'update',
      subjectId: String(updateId),
      details: { stances: update.stances.length, proposal: proposal?.id ?? null },
    });
    if (proposal)
      await decideAsPublished(tx, proposal, { userId, updateId, sequence: null, decidedAt: recordedAt });
    await finishDraft(tx, { key, userId, negotiationId, typed, now: recordedAt });
    return { updateId };
  });
}

async function earlierResult(tx: Transaction, actor: Actor, { idempotencyKey: key, typed }: NewUpdate) {
  const earlier = await findUpdateByKey(tx, key);
  if (earlier?.userId !== actor.userId)
    throw new Conflict('This form was already published by somebody else.');
  if (await isSentOtherwise(tx, key, typed)) throw new SentBefore();
  return { updateId: earlier.id };
}

interface UpdateToInsert {
  readonly negotiationId: number;
  readonly update: NewUpdate;
  readonly speakers: readonly Speaker[];
  readonly userId: number | null;
  readonly recordedAt: Date;
}

async function insertStances(
  tx: Transaction,
  updateId: number,
  { negotiationId, update: { sources: choices, stances }, speakers, userId, recordedAt }: UpdateToInsert,
): Promise<void> {
  const sources = await recordSources(tx, choices);
  await insertUpdateSources(tx, updateId, sources);
  const { first } = await takePublication(tx, stances.length, recordedAt);
  const publishing = { sources, speakers, recordedDay: utcDay(recordedAt) };
  await insertReports(tx, { first, negotiationId, updateId, userId }, stances, publishing);
}
