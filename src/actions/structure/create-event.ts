import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertEvent } from '../../data/structure/events.js';
import { takePublication } from '../../data/log/publications.js';
import { presentEvents } from '../../data/structure/events.js';
import { requireNegotiation } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import type { EventFields } from '../../domain/structure/structure-fields.js';
import { problemsOfEvent, refuseProblems } from '../../domain/structure/structure-rules.js';

/** Throws InvalidInput with a problem per field, NotPermitted, or NotFound for the negotiation. */
export async function createEvent(
  database: Database,
  actor: Actor,
  { negotiationId, fields }: { readonly negotiationId: number; readonly fields: EventFields },
  now: Date,
): Promise<{ readonly id: number }> {
  return actAs(database, actor, 'edit_references', now, async (tx) => {
    await requireNegotiation(tx, negotiationId);
    refuseProblems(problemsOfEvent(fields, await presentEvents(tx, negotiationId)));
    const { first, recordedAt } = await takePublication(tx, 1, now);
    const id = await insertEvent(tx, negotiationId, fields, first);
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'create_event',
      negotiationId,
      subject: 'event',
      subjectId: String(id),
      details: { after: { ...fields } },
    });
    return { id };
  });
}
