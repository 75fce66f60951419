import { actAs } from '../data/acting.js';
import { recordAudit } from '../data/audit-log.js';
import type { Database } from '../data/database.js';
import { insertEvent } from '../data/events.js';
import { takePublication } from '../data/publications.js';
import { presentEvents, requireNegotiation } from '../data/structure-lookups.js';
import type { Actor } from '../domain/actor.js';
import type { EventFields } from '../domain/structure-fields.js';
import { problemsOfEvent, refuseProblems } from '../domain/structure-rules.js';

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
