import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertSources } from '../../data/structure/sources.js';
import { findSameSource } from '../../data/structure/sources.js';
import { requireNegotiation } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import type { NewSource } from '../../domain/structure/new-source.js';
import type { Source } from '../../domain/structure/source.js';
import { problemsOfRecordedSource, refuseProblems } from '../../domain/structure/structure-rules.js';
import { latestToday } from '../../domain/when.js';

/** Throws InvalidInput with a problem per field, NotPermitted, or NotFound for the negotiation. */
export async function createSource(
  database: Database,
  actor: Actor,
  { negotiationId, source }: { readonly negotiationId: number; readonly source: NewSource },
  now: Date,
): Promise<{ readonly id: number }> {
  return actAs(database, actor, 'edit_references', now, async (tx) => {
    await requireNegotiation(tx, negotiationId);
    const same = await findSameSource(tx, source);
    refuseProblems(problemsOfRecordedSource(source, { today: latestToday(now), same }));
    const { id } = (await insertSources(tx, [source]))[0] as Source;
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'create_source',
      negotiationId,
      subject: 'source',
      subjectId: String(id),
      details: { after: { ...source } },
    });
    return { id };
  });
}
