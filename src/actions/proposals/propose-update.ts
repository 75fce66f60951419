import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { missingProblem, type Proposal } from '../../domain/desk/proposal.js';
import { InvalidInput } from '../../domain/errors.js';
import { withQuoteChecks } from '../../domain/log/quote-check.js';
import type { NewUpdate } from '../../domain/log/update.js';
import type { Actor } from '../../domain/people/actor.js';
import { checkUpdate } from '../updates/check-update.js';
import { propose, type Proposed } from './proposing.js';

export interface ProposalInput extends Pick<Proposed, 'negotiationId' | 'reworks'> {
  readonly update: NewUpdate;
  /** What is missing here, in words; null for nothing. */
  readonly missing: string | null;
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
  const { idempotencyKey, typed: typedUpdate, articleText = '', ...words } = update;
  const lacking = missing === null ? {} : { missing };
  const typed = typedUpdate && { ...typedUpdate, ...lacking };
  const contents = (before: Proposal | null) => {
    const earlier = before?.record === null ? before.update.stances : [];
    return { ...words, stances: withQuoteChecks(words.stances, articleText, earlier), ...lacking };
  };
  return actAs(database, actor, 'propose', now, async (tx) => {
    const proposed = { negotiationId, record: null, contents, idempotencyKey, typed, reworks };
    const check = async () => {
      const problem = missingProblem(missing);
      if (problem) throw new InvalidInput([problem]);
      await checkUpdate(tx, { negotiationId, update, userId, seen: null, isLacking: missing !== null }, now);
    };
    const { proposalId, isNew } = await propose(tx, actor, proposed, check, now);
    if (isNew)
      await recordAudit(tx, {
        at: now,
        userId,
        action: 'propose_update',
        negotiationId,
        subject: 'proposal',
        subjectId: String(proposalId),
        details: {},
      });
    return { proposalId };
  });
}
