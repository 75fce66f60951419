import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { publishReservation, type ReservationInput } from './reservation-rules.js';

/** Publishes that a party reserves the whole. Throws InvalidInput with a problem per field, NotPermitted or NotFound. */
export async function recordReservation(
  database: Database,
  actor: Actor,
  input: ReservationInput,
  now: Date,
): Promise<{ readonly record: Sequence }> {
  return actAs(database, actor, 'publish', now, async (tx) => {
    const { sequence, recordedAt } = await publishReservation(tx, actor, input, { record: null, now });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'record_reservation',
      negotiationId: input.negotiationId,
      subject: 'reservation',
      subjectId: String(sequence),
      details: {},
    });
    return { record: sequence };
  });
}
