import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import { ownRecordOf } from '../../data/chain/published-rows.js';
import type { Database } from '../../data/engine/database.js';
import { plainSql } from '../../data/engine/statements.js';
import { removeText } from '../../data/log/removals.js';
import { removeReleases } from '../../data/releases/releases.js';
import { InvalidInput, NotFound, NotPermitted } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import { reasonProblem } from '../../domain/log/act.js';
import { choiceProblem, textName, textsOfOwn, textsToRemove } from '../../domain/log/removal.js';
import type { Actor } from '../../domain/people/actor.js';

/** Which texts of something that was published by itself are to be removed, and why; readers see the reason. */
export interface OwnTextRemoval {
  readonly sequence: Sequence;
  readonly texts: readonly string[];
  readonly reason: string;
}

/**
 * Replaces texts of an outcome, a briefing, clearer words or the like by a tombstone, at every clock, where the law
 * requires it; what else of the record has the same words goes with them. Throws InvalidInput, NotPermitted, or NotFound.
 */
export async function removeOwnTexts(
  database: Database,
  actor: Actor,
  { sequence, texts: names, reason }: OwnTextRemoval,
  now: Date,
): Promise<void> {
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person can remove a text.');
  await actAs(database, actor, 'remove_text', now, async (tx) => {
    const rows = await ownRecordOf(plainSql(tx), sequence);
    const [first] = rows;
    if (!first) throw new NotFound('Nothing with a text of its own has this number.');
    const texts = rows.flatMap(textsOfOwn);
    const problems = [choiceProblem(texts, names), reasonProblem(reason)].filter((each) => each !== null);
    if (problems.length > 0) throw new InvalidInput(problems);
    const removed = textsToRemove(texts, names);
    const removing = { reason, removedAt: now, userId };
    for (const text of removed) await removeText(tx, text, removing);
    const firstTold = Math.min(...removed.map(({ row }) => row));
    const negotiationId = Number(first.row.negotiation_id);
    const releases = await removeReleases(tx, negotiationId, firstTold, removing);
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'remove_own_text',
      negotiationId,
      subject: 'publication',
      subjectId: String(sequence),
      details: { texts: removed.map(textName), ...(releases > 0 && { releases }), reason },
    });
  });
}
