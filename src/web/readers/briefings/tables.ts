import { briefingsColumns, reservationsColumns } from '../../../outputs/tables/briefing-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { filterParameters } from '../../frame/reading/position-filter.js';
import { clocksIn, type NegotiationTable } from '../../parts/tables.js';
import { briefingsAsked, briefingsFilter, reservationsAsked, reservationsFilter } from './asked.js';

/** Every briefing up to the clocks, retracted ones too. */
export const briefingsTable: NegotiationTable = {
  ...filterParameters(briefingsFilter),
  load: async (place) => {
    const { negotiation } = place.reading;
    const here = clocksIn(place)(paths.briefings(negotiation.slug));
    const { records } = briefingsAsked(place.request, place.reading);
    return tableOf(briefingsColumns, [records.map((briefing) => ({ negotiation, briefing, ...here }))]);
  },
};

/** Every reservation up to the clocks, those that were withdrawn or retracted too. */
export const reservationsTable: NegotiationTable = {
  ...filterParameters(reservationsFilter),
  load: async (place) => {
    const { negotiation } = place.reading;
    const here = clocksIn(place)(paths.reservations(negotiation.slug));
    const { records } = reservationsAsked(place.request, place.reading);
    const partyOf = (wanted: number) => negotiation.parties.find(({ id }) => id === wanted) ?? null;
    return tableOf(reservationsColumns, [
      records.map((reservation) => ({ reservation, party: partyOf(reservation.words.party), ...here })),
    ]);
  },
};
