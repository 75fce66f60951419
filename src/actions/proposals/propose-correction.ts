import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import type { Proposal } from '../../domain/desk/proposal.js';
import type { NewStance } from '../../domain/log/new-stance.js';
import { withQuoteChecks } from '../../domain/log/quote-check.js';
import type { Actor } from '../../domain/people/actor.js';
import { correctedVersions, type NewVersion } from '../records/record-versions.js';
import { chosenSources } from '../updates/source-choices.js';
import { propose, type Proposed } from './proposing.js';

export interface CorrectionToPropose
  extends NewVersion,
    Pick<Proposed, 'idempotencyKey' | 'typed' | 'reworks'> {}

/**
 * Stores a correction of a record for an editor to review; it has no effect until it is published, and must pass the
 * same checks. Sent again under the same key, it returns the first result. Throws InvalidInput, NotPermitted, NotFound,
 * or Conflict if the record was changed or retracted meanwhile.
 */
export async function proposeCorrection(
  database: Database,
  actor: Actor,
  { idempotencyKey, typed, reworks, ...correction }: CorrectionToPropose,
  now: Date,
): Promise<{ readonly proposalId: number }> {
  const { negotiationId, record, version, reason, sources, isForAll = false } = correction;
  const contents = (before: Proposal | null) => {
    const earlier = before !== null && before.record !== null ? [before.correction.stance] : [];
    const [stance] = withQuoteChecks([correction.stance], correction.articleText ?? '', earlier) as [
      NewStance,
    ];
    return { version, reason, sources, stance, isForAll };
  };
  return actAs(database, actor, 'propose', now, async (tx) => {
    const proposed = { negotiationId, record, contents, idempotencyKey, typed, reworks };
    const check = () => correctedVersions(tx, correction, now, chosenSources);
    const { proposalId, isNew } = await propose(tx, actor, proposed, check, now);
    if (isNew)
      await recordAudit(tx, {
        at: now,
        userId: actor.userId,
        action: 'propose_correction',
        negotiationId,
        subject: 'proposal',
        subjectId: String(proposalId),
        details: {},
      });
    return { proposalId };
  });
}
