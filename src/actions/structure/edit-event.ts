import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { updateEvent } from '../../data/structure/events.js';
import { presentEvents } from '../../data/structure/events.js';
import { asStored, isChange, requireAmong } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import { type Edit, type EventFields, fieldsOfEvent } from '../../domain/structure/structure-fields.js';
import { problemsOfEvent, refuseProblems } from '../../domain/structure/structure-rules.js';

/**
 * Throws InvalidInput with a problem per field, NotPermitted, NotFound, or Conflict if somebody else changed it
 * meanwhile.
 */
export async function editEvent(
  database: Database,
  actor: Actor,
  { negotiationId, id, seen, fields }: Edit<EventFields>,
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'edit_references', now, async (tx) => {
    const events = await presentEvents(tx, negotiationId);
    const before = fieldsOfEvent(requireAmong(events, id, 'event'));
    const after = asStored(before, fields);
    if (!isChange(before, after, seen)) return;
    const others = events.filter((event) => event.id !== id);
    refuseProblems(problemsOfEvent(after, others));
    await updateEvent(tx, id, after);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'edit_event',
      negotiationId,
      subject: 'event',
      subjectId: String(id),
      details: { before: { ...before }, after: { ...after } },
    });
  });
}
