import { ownRecords } from '../../../domain/structure/own-record.js';
import { briefingsColumns, reservationsColumns } from '../../../outputs/tables/briefing-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { clocksIn, type NegotiationTable, plainTable } from '../../parts/tables.js';

/** Every briefing up to the clocks, retracted ones too. */
export const briefingsTable: NegotiationTable = plainTable(async (place) => {
  const { negotiation, briefings, clocks } = place.reading;
  const here = clocksIn(place)(paths.briefings(negotiation.slug));
  const rows = ownRecords(briefings).filter(({ words }) => isBy(words.day, clocks.asOf));
  return tableOf(briefingsColumns, [rows.map((briefing) => ({ negotiation, briefing, ...here }))]);
});

/** Every reservation up to the clocks, those that were withdrawn or retracted too. */
export const reservationsTable: NegotiationTable = plainTable(async (place) => {
  const { negotiation, reservations, clocks } = place.reading;
  const here = clocksIn(place)(paths.reservations(negotiation.slug));
  const rows = ownRecords(reservations).filter(({ words }) => isBy(words.day, clocks.asOf));
  const partyOf = (wanted: number) => negotiation.parties.find(({ id }) => id === wanted) ?? null;
  return tableOf(reservationsColumns, [
    rows.map((reservation) => ({ reservation, party: partyOf(reservation.words.party), ...here })),
  ]);
});

function isBy(day: string, asOf: string | null): boolean {
  return asOf === null || day <= asOf;
}
