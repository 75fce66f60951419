import type { PartyId } from '../../domain/identifiers.js';
import type { Cell } from '../../domain/cells/cell.js';
import { isReservedIn } from '../../domain/cells/reserved.js';
import { directionOf, isolating } from '../../domain/isolation.js';
import { tombstone } from '../../domain/log/removal.js';
import {
  type Reservation,
  type ReservationWords,
  standingReservations,
} from '../../domain/structure/reservation.js';
import type { Party } from '../../domain/structure/negotiation.js';
import { printedAddress } from '../../domain/structure/source.js';
import { longDate } from '../../domain/when.js';
import { paths, withQuery } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';
import type { CellView } from './stances/cell-view.js';
import type { QuoteView } from './stances/stance-view.js';

/** A reservation of the whole, as it stands above the matrix. */
export interface ReservationView {
  /** “Ukraine reserves the whole, 9 August 2025”. */
  readonly heading: string;
  readonly quote: QuoteView;
  readonly source: { readonly label: string; readonly url: string | null } | null;
  /** Its place among all reservations. */
  readonly url: string;
}

/** Those that stand at the page’s clocks, oldest first. */
export function reservationsAbove(reading: Reading): ReservationView[] {
  const { reservations, clocks } = reading;
  return reservationViews(reading, standingReservations(reservations, clocks.asOf));
}

/** Those of the party of a cell in which it has agreed; none beside any other position. */
export function reservationsBeside(reading: Reading, cell: Cell, party: Party): ReservationView[] {
  if (!isReservedIn(cell, party.id, reservingParties(reading))) return [];
  const { reservations, clocks } = reading;
  const standing = standingReservations(reservations, clocks.asOf);
  return reservationViews(
    reading,
    standing.filter(({ words }) => words.party === party.id),
  );
}

function reservationViews(
  { negotiation, givenQuery }: Reading,
  reservations: readonly Reservation[],
): ReservationView[] {
  return reservations.map((reservation) => {
    const { party, date } = reservation.words;
    const name = negotiation.parties.find(({ id }) => id === party)?.name ?? '';
    return {
      heading: isolating`${name} reserves the whole, ${longDate(date)}`,
      quote: quoteOf(reservation.words),
      source: sourceOf(reservation.words),
      url: `${withQuery(paths.reservations(negotiation.slug), givenQuery)}#${reservationId(reservation)}`,
    };
  });
}

/** The parties that reserve the whole at the page’s clocks: beside each of their agreements that is said. */
export function reservingParties({ reservations, clocks }: Reading): ReadonlySet<PartyId> {
  return new Set(standingReservations(reservations, clocks.asOf).map(({ words }) => words.party));
}

/** A party’s cell, with its reservation beside an agreement. */
export function withReservation(
  view: CellView,
  {
    cell,
    party,
    reserving,
  }: { readonly cell: Cell; readonly party: PartyId; readonly reserving: ReadonlySet<PartyId> },
): CellView {
  return isReservedIn(cell, party, reserving) ? { ...view, besides: [...view.besides, reserves] } : view;
}

const reserves = 'reserves the whole';

type Quoted = Pick<ReservationWords, 'quote' | 'quoteLanguage' | 'quoteTranslation'>;

export function quoteOf({ quote, quoteLanguage, quoteTranslation }: Quoted): QuoteView {
  return {
    text: quote,
    language: quoteLanguage,
    direction: directionOf(quoteLanguage),
    translation: quoteTranslation,
    translator: null,
    isRemoved: quote === tombstone,
  };
}

export function sourceOf({ source }: ReservationWords): ReservationView['source'] {
  if (source === null) return null;
  const label = isolating`${source.outlet}, ${source.title}`;
  return { label, url: source.url && printedAddress(source.url) };
}

export function reservationId({ record }: Pick<Reservation, 'record'>): string {
  return `reservation-${record}`;
}
