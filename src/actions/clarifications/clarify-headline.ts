import { actAs } from '../acting.js';
import { requireNegotiation } from '../structure/edit-rules.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { takePublication } from '../../data/log/publications.js';
import { findUpdate } from '../../data/log/updates.js';
import { insertClarification } from '../../data/structure/clarifications.js';
import { NotFound } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { headlineIn } from '../../domain/structure/clarified-words.js';
import type { NewWords } from '../../domain/log/clarification-rules.js';
import { refuseWords } from './clarified.js';

export interface HeadlineClarification extends NewWords {
  readonly negotiationId: number;
  readonly updateId: number;
}

/**
 * Publishes a clearer headline of an update; the first stays on record, struck. Throws InvalidInput, NotPermitted, NotFound, or
 * Conflict if nothing would change.
 */
export async function clarifyHeadline(
  database: Database,
  actor: Actor,
  input: HeadlineClarification,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  const { negotiationId, updateId, words, reason } = input;
  return actAs(database, actor, 'correct', now, async (tx) => {
    const { headlines } = await requireNegotiation(tx, negotiationId);
    const update = await findUpdate(tx, negotiationId, updateId);
    if (!update) throw new NotFound('There is no such update in this negotiation.');
    refuseWords('headline', headlineIn({ headlines }, update), input);
    const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
    const place = { sequence, negotiationId, userId: actor.userId, updateId, demandId: null };
    await insertClarification(tx, { ...place, words, reason });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'clarify_headline',
      negotiationId,
      subject: 'update',
      subjectId: String(updateId),
      details: { sequence },
    });
    return { sequence };
  });
}
