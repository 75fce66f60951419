import type { FieldProblem } from '../errors.js';
import type { PartyId } from '../identifiers.js';
import { isRetracted, type OwnEntry, type OwnRecord, ownRecords } from './own-record.js';
import { problemOfDate } from '../date-as-written.js';
import { type Day, type EdtfDate, isEdtfDate, lastDay, longDate } from '../when.js';
import type { Negotiation } from './negotiation.js';
import { problemsOfQuote } from './own-words.js';
import type { Source } from './source.js';

/** The quoted line by which a party reserves the whole, or withdraws that (docs/rules.md, "Reservations"). */
export interface ReservationWords {
  readonly party: PartyId;
  readonly quote: string;
  readonly quoteLanguage: string | null;
  readonly quoteTranslation: string | null;
  readonly date: EdtfDate;
  /** From which it counts. */
  readonly day: Day;
  readonly source: Pick<Source, 'id' | 'outlet' | 'title' | 'url'> | null;
}

export type ReservationEntry = OwnEntry<ReservationWords>;
export type Reservation = OwnRecord<ReservationWords>;

/** The entry by which the party withdrew it, as far as that is known and stands. */
export function withdrawalOf<Words>({ entries }: Pick<OwnRecord<Words>, 'entries'>): OwnEntry<Words> | null {
  return (
    entries.findLast(({ kind, sequence }) => kind === 'withdrawal' && !isRetracted(entries, sequence)) ?? null
  );
}

/** The newest withdrawal, whatever became of it: it is the one that can be retracted or restored. */
export function newestWithdrawal<Words>({
  entries,
}: Pick<OwnRecord<Words>, 'entries'>): OwnEntry<Words> | null {
  return entries.findLast(({ kind }) => kind === 'withdrawal') ?? null;
}

/** The reservations that stand on a day, oldest first: made by then, not retracted, and not withdrawn by then. */
export function standingReservations(entries: readonly ReservationEntry[], asOf: Day | null): Reservation[] {
  const isBy = (day: Day | undefined) => day !== undefined && (asOf === null || day <= asOf);
  return ownRecords(entries).filter(
    (each) => !each.isRetracted && isBy(each.words.day) && !isBy(withdrawalOf(each)?.words?.day),
  );
}

export type NewReservation = Omit<ReservationWords, 'day' | 'source'>;

/** A party cannot have withdrawn what it had not made yet; null if nothing is wrong. */
export function withdrawalProblem(date: EdtfDate, { words }: Reservation): FieldProblem | null {
  if (!isEdtfDate(date) || lastDay(date) >= words.day) return null;
  const message = `The party made this reservation on ${longDate(words.day)} and cannot have withdrawn it before.`;
  return { field: 'date', message };
}

/** True of two by which a party reserves the whole in the same words on the same day. */
export function isSameReservation(one: NewReservation, other: NewReservation): boolean {
  const keys = ['party', 'quote', 'date'] as const;
  return keys.every((key) => one[key] === other[key]);
}

/** `today` is the latest day that it is anywhere (UTC+14). */
export function problemsOfReservation(
  { party, date, ...quoted }: NewReservation,
  { parties }: Pick<Negotiation, 'parties'>,
  today: Day,
): (FieldProblem | null)[] {
  const isHere = parties.some(({ id }) => id === party);
  return [
    isHere ? null : { field: 'party', message: 'Choose a party of this negotiation.' },
    ...problemsOfQuote(quoted, 'Give the party’s own words, exactly as printed.'),
    problemOfDate('date', date, today),
  ];
}
