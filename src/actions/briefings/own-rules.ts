import type { Transaction } from '../../data/engine/database.js';
import { takePublication } from '../../data/log/publications.js';
import { briefingsOf, insertBriefing } from '../../data/structure/briefings.js';
import { insertReservation, reservationsOf } from '../../data/structure/reservations.js';
import { Conflict, NotFound } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import { reasonProblem } from '../../domain/log/act.js';
import { ownActRefusal, type OwnRecord, ownRecords } from '../../domain/structure/own-record.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Briefing } from '../../domain/structure/briefing.js';
import type { Reservation } from '../../domain/structure/reservation.js';
import { refuseProblems } from '../../domain/structure/structure-rules.js';

/** What has records of its own that can be retracted and restored. */
export type OwnNoun = 'briefing' | 'reservation';

export interface OwnPlace {
  readonly negotiationId: number;
  readonly noun: OwnNoun;
  readonly record: Sequence;
}

export interface OwnAct extends OwnPlace {
  readonly reason: string;
}

export async function requireBriefing(
  tx: Transaction,
  negotiationId: number,
  record: Sequence,
): Promise<Briefing> {
  return requireRecord(ownRecords(await briefingsOf(tx, negotiationId)), record, 'briefing');
}

export async function requireReservation(
  tx: Transaction,
  negotiationId: number,
  record: Sequence,
): Promise<Reservation> {
  return requireRecord(ownRecords(await reservationsOf(tx, negotiationId)), record, 'reservation');
}

/** Throws NotFound if there is none of that number. */
function requireRecord<Words>(
  records: readonly OwnRecord<Words>[],
  record: Sequence,
  noun: OwnNoun,
): OwnRecord<Words> {
  const found = records.find((each) => each.record === record);
  if (!found) throw new NotFound(`There is no such ${noun} in this negotiation.`);
  return found;
}

export async function requireOwn(
  tx: Transaction,
  { negotiationId, noun, record }: OwnPlace,
): Promise<Briefing | Reservation> {
  return noun === 'briefing'
    ? requireBriefing(tx, negotiationId, record)
    : requireReservation(tx, negotiationId, record);
}

/** Publishes a retraction or a restoration. Throws InvalidInput, NotFound, or Conflict if it would change nothing. */
export async function publishOwnAct(
  tx: Transaction,
  { userId }: Actor,
  { negotiationId, noun, record, reason }: OwnAct,
  { kind, now }: { readonly kind: 'retraction' | 'restoration'; readonly now: Date },
): Promise<{ readonly sequence: Sequence; readonly recordedAt: Date }> {
  const own = await requireOwn(tx, { negotiationId, noun, record });
  const refusal = ownActRefusal(own, kind);
  if (refusal !== null) throw new Conflict(refusal);
  refuseProblems([reasonProblem(reason)]);
  const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
  const entry = { sequence, negotiationId, userId, kind, record, words: null, reason };
  if (noun === 'briefing') await insertBriefing(tx, entry);
  else await insertReservation(tx, { ...entry, party: (own as Reservation).words.party });
  return { sequence, recordedAt };
}
