import { buildMatrix } from '../../../domain/cells/matrix.js';
import { pastLast } from '../../../domain/cells/past.js';
import { filteredNegotiation } from '../../../domain/cells/position-filter.js';
import {
  matrixColumns,
  matrixLegend,
  matrixRows,
  matrixSheetColumns,
  pastMembers,
} from '../../../outputs/tables/matrix-csv.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { matrixAsked, matrixNames } from '../../parts/matrix-asked.js';
import { filteredTable, type NegotiationTable } from '../../parts/tables.js';

/** The matrix as it is shown: one row per demand, past ones last, one column per party. */
export const matrixTable: NegotiationTable = filteredTable(async ({ request, reading }) => {
  const { log, clocks } = reading;
  const { filter } = matrixAsked(request, reading);
  const negotiation = pastLast(filteredNegotiation(reading.negotiation, filter, log, clocks), clocks);
  const [demands, parties] = [negotiation.demands, negotiation.parties].map((rows) =>
    rows.map(({ id }) => id),
  );
  const matrix = buildMatrix(log, demands ?? [], parties ?? [], clocks);
  return tableOf(matrixColumns(negotiation), [matrixRows(negotiation, matrix)], {
    members: pastMembers(reading.negotiation, clocks),
    sheet: { columns: matrixSheetColumns(negotiation, clocks), firstColumns: 2, legend: matrixLegend },
  });
}, matrixNames);
