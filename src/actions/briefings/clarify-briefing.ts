import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { takePublication } from '../../data/log/publications.js';
import { insertBriefing } from '../../data/structure/briefings.js';
import { Conflict } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { textProblem } from '../../domain/structure/briefing.js';
import { refuseProblems } from '../../domain/structure/structure-rules.js';
import { requireBriefing } from './own-rules.js';

export interface BriefingClarification {
  readonly negotiationId: number;
  readonly record: Sequence;
  readonly text: string;
}

/** Clearer words for a briefing of the same day. Throws InvalidInput, NotPermitted, NotFound or Conflict. */
export async function clarifyBriefing(
  database: Database,
  actor: Actor,
  { negotiationId, record, text }: BriefingClarification,
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'correct', now, async (tx) => {
    const { words, isRetracted } = await requireBriefing(tx, negotiationId, record);
    if (isRetracted) throw new Conflict('The briefing has been retracted: restore it first.');
    refuseProblems([textProblem(text)]);
    if (text === words.text)
      throw new Conflict('Nothing would change: the briefing says exactly this already.');
    const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
    const { userId } = actor;
    const entry = { sequence, negotiationId, userId, record, words: { ...words, text }, reason: null };
    await insertBriefing(tx, { ...entry, kind: 'clarification' });
    await recordAudit(tx, {
      at: recordedAt,
      userId,
      action: 'clarify_briefing',
      negotiationId,
      subject: 'briefing',
      subjectId: String(record),
      details: { sequence },
    });
  });
}
