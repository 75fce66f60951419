import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { Conflict } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { withdrawalOf, withdrawalProblem } from '../../domain/structure/reservation.js';
import { refuseProblems } from '../../domain/structure/structure-rules.js';
import { requireReservation } from './own-rules.js';
import { publishReservation, type ReservationInput } from './reservation-rules.js';

/**
 * Publishes that the party has withdrawn its reservation, from a day on. Throws InvalidInput with a problem per field,
 * NotPermitted, NotFound, or Conflict if it is withdrawn already.
 */
export async function withdrawReservation(
  database: Database,
  actor: Actor,
  { record, ...input }: ReservationInput & { readonly record: Sequence },
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'publish', now, async (tx) => {
    const present = await requireReservation(tx, input.negotiationId, record);
    if (withdrawalOf(present)) throw new Conflict('This reservation has been withdrawn already.');
    if (present.isRetracted) throw new Conflict('This reservation has been retracted: restore it first.');
    refuseProblems([withdrawalProblem(input.words.date, present)]);
    const own = { ...input, words: { ...input.words, party: present.words.party } };
    const { sequence, recordedAt } = await publishReservation(tx, actor, own, { record, now });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'withdraw_reservation',
      negotiationId: input.negotiationId,
      subject: 'reservation',
      subjectId: String(record),
      details: { sequence },
    });
  });
}
