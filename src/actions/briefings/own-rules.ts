import type { Transaction } from '../../data/engine/database.js';
import { takePublication } from '../../data/log/publications.js';
import { briefingsOf, insertBriefing } from '../../data/structure/briefings.js';
import { complianceOf, insertCompliance } from '../../data/structure/compliance.js';
import { insertReservation, reservationsOf } from '../../data/structure/reservations.js';
import { Conflict, NotFound } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import { reasonProblem } from '../../domain/log/act.js';
import {
  ownActRefusal,
  type OwnEntry,
  type OwnRecord,
  ownRecords,
} from '../../domain/structure/own-record.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Briefing } from '../../domain/structure/briefing.js';
import type { ComplianceAccount } from '../../domain/structure/compliance.js';
import { newestWithdrawal, type Reservation, withdrawalOf } from '../../domain/structure/reservation.js';
import { refuseProblems } from '../../domain/structure/structure-rules.js';

/** What has records of its own that can be retracted and restored. */
export type OwnNoun = 'briefing' | 'reservation' | 'compliance';

export interface OwnPlace {
  readonly negotiationId: number;
  readonly noun: OwnNoun;
  readonly record: Sequence;
}

export interface OwnAct extends OwnPlace {
  readonly reason: string;
  /** Whether the act is on the newest withdrawal of a reservation, and not on the reservation itself. */
  readonly isOfWithdrawal?: boolean;
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

/** An account of compliance, with the outcome that it is of. */
export async function requireCompliance(
  tx: Transaction,
  negotiationId: number,
  record: Sequence,
): Promise<ComplianceAccount & { readonly demandId: number; readonly outcome: Sequence }> {
  const found = [...(await complianceOf(tx, negotiationId))].flatMap(([demandId, entries]) =>
    entries.flatMap(({ sequence, outcome }) =>
      sequence === record ? [{ demandId, outcome, records: ownRecords(entries) }] : [],
    ),
  )[0];
  const account = requireRecord(found?.records ?? [], record, 'account of compliance');
  return { ...account, demandId: found?.demandId as number, outcome: found?.outcome as Sequence };
}

/** Throws NotFound if there is none of that number. */
function requireRecord<Words>(
  records: readonly OwnRecord<Words>[],
  record: Sequence,
  noun: string,
): OwnRecord<Words> {
  const found = records.find((each) => each.record === record);
  if (!found) throw new NotFound(`There is no such ${noun} in this negotiation.`);
  return found;
}

/** Publishes a retraction or a restoration. Throws InvalidInput, NotFound, or Conflict if it would change nothing. */
export async function publishOwnAct(
  tx: Transaction,
  { userId }: Actor,
  { negotiationId, noun, record, reason, isOfWithdrawal = false }: OwnAct,
  { kind, now }: { readonly kind: 'retraction' | 'restoration'; readonly now: Date },
): Promise<{ readonly sequence: Sequence; readonly recordedAt: Date }> {
  const { own, insert } = await insertions[isOfWithdrawal ? 'withdrawal' : noun](tx, negotiationId, record);
  const refusal = ownActRefusal(own, kind);
  if (refusal !== null) throw new Conflict(refusal);
  refuseProblems([reasonProblem(reason)]);
  const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
  await insert({ sequence, negotiationId, userId, kind, record, words: null, reason });
  return { sequence, recordedAt };
}

interface ActEntry extends Pick<OwnEntry<never>, 'sequence' | 'kind' | 'record' | 'reason'> {
  readonly negotiationId: number;
  readonly userId: number | null;
  readonly kind: 'retraction' | 'restoration';
  readonly words: null;
}

/** The record that an act is on, which must be there, and what inserts the act. */
type Insertion = (
  tx: Transaction,
  negotiationId: number,
  record: Sequence,
) => Promise<{
  readonly own: Pick<OwnRecord<unknown>, 'isRetracted'>;
  readonly insert: (entry: ActEntry) => Promise<void>;
}>;

const insertions: Readonly<Record<OwnNoun | 'withdrawal', Insertion>> = {
  briefing: async (tx, negotiationId, record) => ({
    own: await requireBriefing(tx, negotiationId, record),
    insert: (entry) => insertBriefing(tx, entry),
  }),
  reservation: async (tx, negotiationId, record) => {
    const own = await requireReservation(tx, negotiationId, record);
    const { party } = own.words;
    return { own, insert: (entry) => insertReservation(tx, { ...entry, party }) };
  },
  withdrawal: async (tx, negotiationId, record) => {
    const { words, isRetracted, entries } = await requireReservation(tx, negotiationId, record);
    const target = newestWithdrawal({ entries })?.sequence;
    if (target === undefined) throw new NotFound('This reservation was not withdrawn.');
    if (isRetracted) throw new Conflict('The reservation itself has been retracted: restore it first.');
    const { party } = words;
    return {
      own: { isRetracted: withdrawalOf({ entries }) === null },
      insert: (entry) => insertReservation(tx, { ...entry, target, party }),
    };
  },
  compliance: async (tx, negotiationId, record) => {
    const own = await requireCompliance(tx, negotiationId, record);
    const place = { demandId: own.demandId, outcomeRecord: own.outcome, partyId: own.words.party };
    return { own, insert: (entry) => insertCompliance(tx, { ...entry, ...place }) };
  },
};
