import { finishDraft, isSentOtherwise } from '../../data/desk/drafts.js';
import {
  countWaitingOf,
  findProposal,
  findProposalByKey,
  insertProposal,
  type NewProposal,
} from '../../data/desk/proposals.js';
import type { Transaction } from '../../data/engine/database.js';
import { SentBefore } from '../../domain/cells/cell-conflict.js';
import { mayRework, type Proposal } from '../../domain/desk/proposal.js';
import { Conflict, NotFound, NotPermitted } from '../../domain/errors.js';
import type { Actor } from '../../domain/people/actor.js';

/** As many as an editor can review; each may be half a megabyte. */
const mostWaiting = 100;
const tooManyWaiting = `You have ${mostWaiting} proposals waiting, and no more are taken. Withdraw one, or wait until an editor has looked at some, then send this again.`;

/** What is proposed, and the form in which it was typed. */
export interface Proposed extends Omit<NewProposal, 'userId' | 'proposedAt' | 'contents'> {
  /** As they are stored; what is reworked, if anything is, may tell more of them. */
  readonly contents: (before: Proposal | null) => NewProposal['contents'];
  /** The text of the form; absent if nobody typed it. */
  readonly typed: object | undefined;
  /** The proposal of one’s own, declined, sent back or withdrawn, that this one takes up again; null for none. */
  readonly reworks: number | null;
}

/**
 * Stores what is proposed, if `check` finds nothing wrong with it, and marks its draft as sent; it counts for nothing
 * until an editor publishes it. Sent again under the same key, it is the first one, which is not new. Throws what
 * `check` throws, NotPermitted, NotFound, Conflict.
 */
export async function propose(
  tx: Transaction,
  { userId }: Actor,
  { typed, reworks, contents, ...proposed }: Proposed,
  check: () => Promise<unknown>,
  now: Date,
): Promise<{ readonly proposalId: number; readonly isNew: boolean }> {
  if (userId === null) throw new NotPermitted('Only a person can propose.');
  const { negotiationId, record, idempotencyKey: key } = proposed;
  const earlier = await findProposalByKey(tx, key);
  if (earlier && earlier.userId !== userId) throw new Conflict('Somebody else has sent this form already.');
  if (earlier && (await isSentOtherwise(tx, key, typed))) throw new SentBefore();
  if (earlier) return { proposalId: earlier.id, isNew: false };
  if ((await countWaitingOf(tx, userId)) >= mostWaiting) throw new Conflict(tooManyWaiting);
  await check();
  const before = reworks === null ? null : await findProposal(tx, negotiationId, reworks);
  if (reworks !== null && !(before && before.record === record && mayRework(before, userId)))
    throw new NotFound('There is no such proposal that you could send again.');
  const told = { ...contents(before), ...(reworks !== null && { reworks }) };
  const proposalId = await insertProposal(tx, { ...proposed, contents: told, userId, proposedAt: now });
  await finishDraft(tx, { key, userId, negotiationId, typed, now });
  return { proposalId, isNew: true };
}
