import { cellLogBatches, positionRows, stanceRowBatches } from '../../../data/log/export-rows.js';
import { withoutLeftOut } from '../../../domain/cells/left-out.js';
import { fits, fitsStance, isAsked, isAskedDemand } from '../../../domain/cells/position-filter.js';
import { countsColumns } from '../../../outputs/tables/count-columns.js';
import { type ExportRow, positionsColumns, stancesColumns } from '../../../outputs/tables/export-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { positionFilterOf } from '../../frame/reading/position-filter.js';
import { demandOf, partyOf } from '../../parts/cell-place.js';
import { exportContext } from '../../parts/export-context.js';
import { matrixAsked, matrixNames } from '../../parts/matrix-asked.js';
import { clocksIn, filteredTable, type NegotiationTable, type PageTable } from '../../parts/tables.js';

/** Every cell of the matrix, one row each, empty cells included. */
export const positionsTable: NegotiationTable = filteredTable(async ({ services, request, reading }) => {
  const { filter } = matrixAsked(request, reading);
  const { negotiation, clocks } = reading;
  const wanted = filter.withClosed ? negotiation : withoutLeftOut(negotiation, clocks);
  const rows = await positionRows(services.database.read, exportContext(services, request, reading), wanted);
  const shown = rows.filter(
    ({ party, demand, cell }) =>
      isAsked(party, filter) && isAskedDemand(demand, filter) && cell !== null && fits(cell, filter),
  );
  return tableOf(positionsColumns, [shown]);
}, matrixNames);

/** How many parties hold which position on each demand. */
export const countsTable: NegotiationTable = filteredTable(async (place) => {
  const { reading, request } = place;
  const { filter } = matrixAsked(request, reading);
  const { log, clocks, negotiation } = reading;
  const wanted = filter.withClosed ? negotiation : withoutLeftOut(negotiation, clocks);
  const parties = wanted.parties.filter((party) => isAsked(party, filter));
  const demands = wanted.demands.filter((demand) => isAskedDemand(demand, filter));
  const here = clocksIn(place);
  const rows = demands.map((demand) => ({
    demand,
    cells: parties.map(({ id }) => log.cellAt(id, demand.id, clocks)).filter((cell) => fits(cell, filter)),
    ...here(paths.demand(negotiation.slug, demand.slug)),
  }));
  return tableOf(countsColumns, [rows]);
}, matrixNames);

/** Every stance on record, with what has become of it. */
export const stancesTable: NegotiationTable = filteredTable(async ({ services, request, reading }) => {
  const filter = positionFilterOf(request, reading.negotiation);
  const batches = stanceRowBatches(services.database.read, exportContext(services, request, reading));
  const isShown = ({ party, demand, stance }: ExportRow) =>
    isAsked(party, filter) && isAskedDemand(demand, filter) && stance !== null && fitsStance(stance, filter);
  return tableOf(stancesColumns, filteredBatches(batches, isShown));
});

/** Everything ever recorded in one cell. */
export const cellTable: PageTable = {
  path: paths.position(':negotiation', ':party', ':demand'),
  once: [],
  repeatable: [],
  load: async ({ services, request, reading }) => {
    const [party, demand] = [partyOf(reading, request), demandOf(reading, request)];
    const context = exportContext(services, request, reading);
    const batches = cellLogBatches(services.database.read, context, party, demand);
    return {
      name: `${party.slug}-${demand.slug}`,
      table: tableOf(stancesColumns, batches),
      rows: 'One row per entry of one cell’s log, acts on its records too.',
    };
  },
};

async function* filteredBatches<Row>(
  batches: AsyncIterable<readonly Row[]>,
  isShown: (row: Row) => boolean,
): AsyncGenerator<Row[]> {
  for await (const rows of batches) yield rows.filter(isShown);
}
