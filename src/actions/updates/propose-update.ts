import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { finishDraft, isSentOtherwise } from '../../data/desk/drafts.js';
import {
  countWaitingOf,
  findProposal,
  findProposalByKey,
  insertProposal,
} from '../../data/desk/proposals.js';
import { checkUpdate } from './check-update.js';
import type { Actor } from '../../domain/people/actor.js';
import { SentBefore } from '../../domain/cells/cell-conflict.js';
import { mayRework, missingProblem } from '../../domain/desk/proposal.js';
import { Conflict, InvalidInput, NotFound, NotPermitted } from '../../domain/errors.js';
import { withQuoteChecks } from '../../domain/log/quote-check.js';
import type { NewUpdate } from '../../domain/log/update.js';

/** As many as an editor can review; each may be half a megabyte. */
const mostWaiting = 100;
const tooManyWaiting = `You have ${mostWaiting} proposals waiting, and no more are taken. Withdraw one, or wait until an editor has looked at some, then send this again.`;

export interface ProposalInput {
  readonly negotiationId: number;
  readonly update: NewUpdate;
  /** What is missing here, in words; null for nothing. */
  readonly missing: string | null;
  /** The proposal of one’s own, declined, sent back or withdrawn, that this one takes up again; null for none. */
  readonly reworks: number | null;
}

/**
 * Stores an update for an editor to review; it has no effect until it is published, and must pass the same checks. Sent
 * again under the same key, it returns the first result. Throws InvalidInput, NotPermitted, NotFound, Conflict.
 */
export async function proposeUpdate(
  database: Database,
  actor: Actor,
  { negotiationId, update, missing, reworks }: ProposalInput,
  now: Date,
): Promise<{ readonly proposalId: number }> {
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person can propose.');
  const { idempotencyKey, typed: typedUpdate, articleText = '', ...contents } = update;
  const lacking = missing === null ? {} : { missing };
  const typed = typedUpdate && { ...typedUpdate, ...lacking };
  return actAs(database, actor, 'propose', now, async (tx) => {
    const earlier = await findProposalByKey(tx, idempotencyKey);
    if (earlier && earlier.userId !== userId) throw new Conflict('Somebody else has sent this form already.');
    if (earlier && (await isSentOtherwise(tx, idempotencyKey, typed))) throw new SentBefore();
    if (earlier) return { proposalId: earlier.id };
    if ((await countWaitingOf(tx, userId)) >= mostWaiting) throw new Conflict(tooManyWaiting);
    const problem = missingProblem(missing);
    if (problem) throw new InvalidInput([problem]);
    await checkUpdate(tx, { negotiationId, update, userId, seen: null, isLacking: missing !== null }, now);
    const before = reworks === null ? null : await findProposal(tx, negotiationId, reworks);
    if (reworks !== null && !(before && mayRework(before, userId)))
      throw new NotFound('There is no such proposal that you could send again.');
    const stances = withQuoteChecks(contents.stances, articleText, before?.update.stances);
    const proposed = { ...contents, stances, ...lacking, ...(reworks !== null && { reworks }) };
    const proposal = { negotiationId, userId, proposedAt: now, update: proposed, idempotencyKey };
    const proposalId = await insertProposal(tx, proposal);
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'propose_update',
      negotiationId,
      subject: 'proposal',
      subjectId: String(proposalId),
      details: {},
    });
    await finishDraft(tx, { key: idempotencyKey, userId, negotiationId, typed, now });
    return { proposalId };
  });
}
