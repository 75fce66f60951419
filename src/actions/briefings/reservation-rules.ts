import type { Transaction } from '../../data/engine/database.js';
import { takePublication } from '../../data/log/publications.js';
import { insertReservation, reservationsOf } from '../../data/structure/reservations.js';
import { Conflict } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import { problemsOfActSource } from '../../domain/log/act-sources.js';
import type { SourceChoice } from '../../domain/log/update.js';
import type { Actor } from '../../domain/people/actor.js';
import { isPublished } from '../../domain/structure/own-record.js';
import {
  isSameReservation,
  type NewReservation,
  problemsOfReservation,
} from '../../domain/structure/reservation.js';
import type { Source } from '../../domain/structure/source.js';
import { refuseProblems } from '../../domain/structure/structure-rules.js';
import { countsFrom, latestToday, utcDay } from '../../domain/when.js';
import { requireNegotiation } from '../structure/edit-rules.js';
import { recordSources } from '../updates/source-choices.js';

export interface ReservationInput {
  readonly negotiationId: number;
  readonly words: NewReservation;
  readonly source: SourceChoice;
}

/** Publishes a reservation, or, with its record, that the party has withdrawn it. Throws InvalidInput or Conflict. */
export async function publishReservation(
  tx: Transaction,
  { userId }: Actor,
  { negotiationId, words, source: choice }: ReservationInput,
  { record, now }: { readonly record: Sequence | null; readonly now: Date },
): Promise<{ readonly sequence: Sequence; readonly recordedAt: Date }> {
  const negotiation = await requireNegotiation(tx, negotiationId);
  const today = latestToday(now);
  refuseProblems([
    ...problemsOfReservation(words, negotiation, today),
    ...problemsOfActSource(choice, { source: 0, locator: null, firstReportedBy: null }, today),
  ]);
  const isRepeated =
    record === null &&
    isPublished(await reservationsOf(tx, negotiationId), (each) => isSameReservation(each, words));
  if (isRepeated)
    throw new Conflict('Nothing would change: this reservation stands already, in the same words.');
  const [source] = (await recordSources(tx, [choice])) as [Source];
  const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
  const published = source.publishedDate === null ? [] : [source.publishedDate];
  const day = countsFrom(words.date, published, utcDay(recordedAt));
  await insertReservation(tx, {
    ...{ sequence, negotiationId, userId, record: record ?? sequence, party: words.party, reason: null },
    kind: record === null ? 'report' : 'withdrawal',
    words: { ...words, day, source },
  });
  return { sequence, recordedAt };
}
