import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { removeText } from '../../data/log/removals.js';
import { NotPermitted } from '../../domain/errors.js';
import { reasonProblem } from '../../domain/log/act.js';
import { removableTexts, type RemovableText, tombstone } from '../../domain/log/removal.js';
import type { Actor } from '../../domain/people/actor.js';
import { refuseProblems } from '../../domain/structure/structure-rules.js';
import { type OwnAct, requireOwn } from './own-rules.js';

const tables = { briefing: 'briefings', reservation: 'reservations' } as const;

/**
 * Replaces all words of a briefing or reservation by a tombstone, at every clock, where the law requires it; its numbers
 * and the digests of the texts stay. Throws InvalidInput, NotPermitted or NotFound.
 */
export async function removeOwnTexts(
  database: Database,
  actor: Actor,
  { reason, ...place }: OwnAct,
  now: Date,
): Promise<void> {
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person can remove a text.');
  await actAs(database, actor, 'remove_text', now, async (tx) => {
    const { entries } = await requireOwn(tx, place);
    refuseProblems([reasonProblem(reason)]);
    const table = tables[place.noun];
    const texts = entries.flatMap(({ sequence, words, reason: own }): RemovableText[] => {
      const values: Readonly<Record<string, unknown>> = { ...words, reason: own };
      return removableTexts[table].flatMap((field) => {
        const text = values[field];
        const isLeft = typeof text === 'string' && text !== '' && text !== tombstone;
        return isLeft ? [{ table, row: sequence, field, text }] : [];
      });
    });
    for (const text of texts) await removeText(tx, text, { reason, removedAt: now, userId });
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'remove_own_texts',
      negotiationId: place.negotiationId,
      subject: place.noun,
      subjectId: String(place.record),
      details: { reason },
    });
  });
}
