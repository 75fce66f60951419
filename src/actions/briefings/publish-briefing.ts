import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { takePublication } from '../../data/log/publications.js';
import { briefingsOf, insertBriefing } from '../../data/structure/briefings.js';
import { Conflict } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { type BriefingWords, isSameBriefing, problemsOfBriefing } from '../../domain/structure/briefing.js';
import { isPublished } from '../../domain/structure/own-record.js';
import { refuseProblems } from '../../domain/structure/structure-rules.js';
import { latestToday } from '../../domain/when.js';
import { requireNegotiation } from '../structure/edit-rules.js';

export interface NewBriefing {
  readonly negotiationId: number;
  readonly words: BriefingWords;
}

/** Throws InvalidInput with a problem per field, NotPermitted, NotFound for the negotiation, or Conflict if it stands. */
export async function publishBriefing(
  database: Database,
  actor: Actor,
  { negotiationId, words }: NewBriefing,
  now: Date,
): Promise<{ readonly record: Sequence }> {
  return actAs(database, actor, 'publish', now, async (tx) => {
    const negotiation = await requireNegotiation(tx, negotiationId);
    refuseProblems(problemsOfBriefing(words, negotiation, latestToday(now)));
    if (isPublished(await briefingsOf(tx, negotiationId), (each) => isSameBriefing(each, words)))
      throw new Conflict('Nothing would change: this briefing stands already, in the same words.');
    const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
    const { userId } = actor;
    const entry = { sequence, negotiationId, userId, record: sequence, words, reason: null };
    await insertBriefing(tx, { ...entry, kind: 'report' });
    await recordAudit(tx, {
      at: recordedAt,
      userId,
      action: 'publish_briefing',
      negotiationId,
      subject: 'briefing',
      subjectId: String(sequence),
      details: {},
    });
    return { record: sequence };
  });
}
