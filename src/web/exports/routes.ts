import { type Request, Router } from 'express';
import { cellLogRows, positionRows, stanceRowBatches } from '../../data/export-rows.js';
import { buildMatrix } from '../../domain/matrix.js';
import {
  filteredNegotiation,
  fits,
  fitsStance,
  isAsked,
  isAskedDemand,
} from '../../domain/position-filter.js';
import { type ExportRow, positionsColumns, stancesColumns } from '../../outputs/export-columns.js';
import { matrixColumns, matrixRows } from '../../outputs/matrix-csv.js';
import { notFound } from '../http-errors.js';
import { filterNames, positionFilterOf, textName } from '../position-filter.js';
import { exportContext } from './context.js';
import { formatNames, sendCsv } from './csv-response.js';
import { type Reading, readNegotiation } from '../reading.js';
import type { Services } from '../services.js';

/** What a reader can take home: the same negotiation, clocks and evidence as the page, as CSV (RFC 4180). */
export function exportRoutes(services: Services): Router {
  const router = Router();
  const { read } = services.database;
  const readFiltered = (request: Request) =>
    readNegotiation(services, request, [...formatNames, textName], filterNames);

  router.get('/negotiations/:negotiation/matrix.csv', async (request, response) => {
    const reading = await readFiltered(request);
    const { log, clocks } = reading;
    const filter = positionFilterOf(request, reading.negotiation);
    const negotiation = filteredNegotiation(reading.negotiation, filter, log, clocks);
    const [demands, parties] = [negotiation.demands, negotiation.parties].map((rows) =>
      rows.map(({ id }) => id),
    );
    const matrix = buildMatrix(log, demands ?? [], parties ?? [], clocks);
    await sendCsv(request, response, fileName(reading, 'matrix'), matrixColumns(negotiation), [
      matrixRows(negotiation, matrix),
    ]);
  });

  router.get('/negotiations/:negotiation/positions.csv', async (request, response) => {
    const reading = await readFiltered(request);
    const filter = positionFilterOf(request, reading.negotiation);
    const rows = await positionRows(read, exportContext(services, request, reading));
    const shown = rows.filter(
      ({ party, demand, cell }) =>
        isAsked(party, filter) && isAskedDemand(demand, filter) && cell !== null && fits(cell, filter),
    );
    await sendCsv(request, response, fileName(reading, 'positions'), positionsColumns, [shown]);
  });

  router.get('/negotiations/:negotiation/stances.csv', async (request, response) => {
    const reading = await readFiltered(request);
    const filter = positionFilterOf(request, reading.negotiation);
    const batches = stanceRowBatches(read, exportContext(services, request, reading));
    const isShown = ({ party, demand, stance }: ExportRow) =>
      isAsked(party, filter) &&
      isAskedDemand(demand, filter) &&
      stance !== null &&
      fitsStance(stance, filter);
    const shown = filteredBatches(batches, isShown);
    await sendCsv(request, response, fileName(reading, 'stances'), stancesColumns, shown);
  });

  router.get('/negotiations/:negotiation/positions/:party/:demand.csv', async (request, response) => {
    const reading = await readNegotiation(services, request, formatNames);
    const { negotiation } = reading;
    const party = negotiation.parties.find(({ slug }) => slug === request.params.party);
    const demand = negotiation.demands.find(({ slug }) => slug === request.params.demand);
    if (!party || !demand)
      throw notFound('There is no such party or demand in this negotiation at this time.');
    const rows = await cellLogRows(read, exportContext(services, request, reading), party, demand);
    await sendCsv(request, response, fileName(reading, `${party.slug}-${demand.slug}`), stancesColumns, [
      rows,
    ]);
  });

  return router;
}

/** “russia-ukraine-matrix-2025-08-21.csv”. */
function fileName({ negotiation, asOf }: Reading, what: string): string {
  return `${negotiation.slug}-${what}-${asOf}.csv`;
}

async function* filteredBatches<Row>(
  batches: AsyncIterable<readonly Row[]>,
  isShown: (row: Row) => boolean,
): AsyncGenerator<Row[]> {
  for await (const batch of batches) yield batch.filter(isShown);
}
