import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { findSource, updateSource } from '../../data/structure/sources.js';
import { findSameSource } from '../../data/structure/sources.js';
import { asStored, isChange } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import { NotFound } from '../../domain/errors.js';
import { sourceKey } from '../../domain/imports/import-sources.js';
import type { NewSource } from '../../domain/structure/new-source.js';
import type { Edit } from '../../domain/structure/structure-fields.js';
import { problemsOfRecordedSource, refuseProblems } from '../../domain/structure/structure-rules.js';
import { latestToday } from '../../domain/when.js';

/**
 * Throws InvalidInput with a problem per field, NotPermitted, NotFound, or Conflict if somebody else changed it
 * meanwhile.
 */
export async function editSource(
  database: Database,
  actor: Actor,
  { negotiationId, id, seen, fields }: Edit<NewSource>,
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'edit_references', now, async (tx) => {
    const source = await findSource(tx, id);
    if (!source) throw new NotFound('There is no such source.');
    const { id: _, ...before } = source;
    const after = asStored(before, fields);
    if (!isChange(before, after, seen)) return;
    const found = sourceKey(after) === sourceKey(before) ? null : await findSameSource(tx, after);
    const same = found?.id === id ? null : found;
    refuseProblems(problemsOfRecordedSource(after, { today: latestToday(now), same }));
    await updateSource(tx, { id, ...after });
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'edit_source',
      negotiationId,
      subject: 'source',
      subjectId: String(id),
      details: { before, after: { ...after } },
    });
  });
}
