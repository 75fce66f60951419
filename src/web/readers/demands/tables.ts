import { positionRows } from '../../../data/log/export-rows.js';
import { summaryOfDemand } from '../../../domain/cells/demand-summary.js';
import { saidToRaise } from '../../../domain/cells/raisers.js';
import { positionsColumns } from '../../../outputs/tables/export-columns.js';
import { demandsColumns } from '../../../outputs/tables/structure-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { filterParameters } from '../../frame/reading/position-filter.js';
import { demandOf } from '../../parts/cell-place.js';
import { exportContext } from '../../parts/export-context.js';
import { clocksIn, type NegotiationTable, type PageTable, plainTable } from '../../parts/tables.js';
import { demandAsked, demandFilter } from './asked.js';

/** Every demand, with its state and gap. */
export const demandsTable: NegotiationTable = plainTable(async (place) => {
  const { negotiation, log, clocks } = place.reading;
  const clocksOf = clocksIn(place);
  const rows = negotiation.demands.map((demand) => ({
    negotiation,
    demand,
    day: clocks.asOf,
    summary: summaryOfDemand(negotiation, demand, log, clocks),
    saidToRaise: saidToRaise(log, demand, clocks),
    ...clocksOf(paths.demand(negotiation.slug, demand.slug)),
  }));
  return tableOf(demandsColumns, [rows]);
});

/** Every party's position on one demand. */
export const demandTable: PageTable = {
  path: paths.demand(':negotiation', ':demand'),
  ...filterParameters(demandFilter),
  load: async ({ services, request, reading }) => {
    const demand = demandOf(reading, request);
    const { parties } = demandAsked(request, reading, demand);
    const asked = { demands: [demand], parties };
    const rows = await positionRows(services.database.read, exportContext(services, request, reading), asked);
    return {
      name: demand.slug,
      table: tableOf(positionsColumns, [rows]),
      rows: 'One row per party: its position on one demand.',
    };
  },
};
