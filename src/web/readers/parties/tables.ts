import { positionRows } from '../../../data/log/export-rows.js';
import { listSpeakers } from '../../../data/structure/speakers.js';
import { positionsColumns } from '../../../outputs/tables/export-columns.js';
import { partiesColumns, speakersColumns } from '../../../outputs/tables/structure-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { filterParameters } from '../../frame/reading/position-filter.js';
import { partyOf } from '../../parts/cell-place.js';
import { exportContext } from '../../parts/export-context.js';
import { clocksIn, type NegotiationTable, type PageTable, plainTable } from '../../parts/tables.js';
import { partyAsked, partyFilter } from './asked.js';

export const partiesTable: NegotiationTable = plainTable(async (place) => {
  const { negotiation } = place.reading;
  const clocksOf = clocksIn(place);
  const rows = negotiation.parties.map((party) => ({
    negotiation,
    party,
    ...clocksOf(paths.party(negotiation.slug, party.slug)),
  }));
  return tableOf(partiesColumns, [rows]);
});

/** Everybody who is quoted. */
export const speakersTable: NegotiationTable = plainTable(async (place) => {
  const { negotiation, clocks } = place.reading;
  const here = clocksIn(place)(paths.negotiation(negotiation.slug));
  const { database, memory } = place.services;
  const quoted = await memory.namedAt(negotiation.id, 'speakers', clocks);
  const parties = negotiation.parties.map(({ id }) => id);
  const speakers = (await listSpeakers(database.read, parties)).filter(({ id }) => quoted.has(id));
  return tableOf(speakersColumns, [speakers.map((speaker) => ({ negotiation, speaker, ...here }))]);
});

/** One party's position on each demand. */
export const partyTable: PageTable = {
  path: paths.party(':negotiation', ':party'),
  ...filterParameters(partyFilter),
  load: async ({ services, request, reading }) => {
    const party = partyOf(reading, request);
    const { demands } = partyAsked(request, reading, party);
    const asked = { demands, parties: [party] };
    const rows = await positionRows(services.database.read, exportContext(services, request, reading), asked);
    return {
      name: party.slug,
      table: tableOf(positionsColumns, [rows]),
      rows: 'One row per demand: the position of one party on it.',
    };
  },
};
