import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { cellLogRows, positionRows, stanceRowBatches } from '../../data/export-rows.js';
import { buildMatrix } from '../../domain/matrix.js';
import { type Column, type CsvOptions, csvHeader, csvLines } from '../../outputs/csv.js';
import { positionsColumns, stancesColumns } from '../../outputs/export-columns.js';
import { matrixColumns, matrixRows } from '../../outputs/matrix-csv.js';
import { badRequest, notFound } from '../http-errors.js';
import { exportContext } from './context.js';
import { type Reading, readNegotiation } from '../reading.js';
import type { Services } from '../services.js';

const formatNames = ['bom', 'raw'];

/** What a reader can take home: the same negotiation, clocks and evidence as the page, as CSV (RFC 4180). */
export function exportRoutes(services: Services): Router {
  const router = Router();
  const { read } = services.database;

  router.get('/negotiations/:negotiation/matrix.csv', async (request, response) => {
    const reading = await readNegotiation(services, request, formatNames);
    const { negotiation, log, clocks } = reading;
    const [demands, parties] = [negotiation.demands, negotiation.parties].map((rows) =>
      rows.map(({ id }) => id),
    );
    const matrix = buildMatrix(log, demands ?? [], parties ?? [], clocks);
    await sendCsv(request, response, reading, 'matrix', matrixColumns(negotiation), [
      matrixRows(negotiation, matrix),
    ]);
  });

  router.get('/negotiations/:negotiation/positions.csv', async (request, response) => {
    const reading = await readNegotiation(services, request, formatNames);
    const rows = await positionRows(read, exportContext(services, request, reading));
    await sendCsv(request, response, reading, 'positions', positionsColumns, [rows]);
  });

  router.get('/negotiations/:negotiation/stances.csv', async (request, response) => {
    const reading = await readNegotiation(services, request, formatNames);
    const batches = stanceRowBatches(read, exportContext(services, request, reading));
    await sendCsv(request, response, reading, 'stances', stancesColumns, batches);
  });

  router.get('/negotiations/:negotiation/positions/:party/:demand.csv', async (request, response) => {
    const reading = await readNegotiation(services, request, formatNames);
    const { negotiation } = reading;
    const party = negotiation.parties.find(({ slug }) => slug === request.params.party);
    const demand = negotiation.demands.find(({ slug }) => slug === request.params.demand);
    if (!party || !demand)
      throw notFound('There is no such party or demand in this negotiation at this time.');
    const rows = await cellLogRows(read, exportContext(services, request, reading), party, demand);
    await sendCsv(request, response, reading, `${party.slug}-${demand.slug}`, stancesColumns, [rows]);
  });

  return router;
}

/** Streams the batches as they come; a reader who goes away ends the work. */
async function sendCsv<Row>(
  request: Request,
  response: Response,
  { negotiation, asOf }: Reading,
  what: string,
  columns: readonly Column<Row>[],
  batches: Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>,
): Promise<void> {
  const options = csvOptions(request);
  const name = `${negotiation.slug}-${what}-${asOf}.csv`;
  response.set('Content-Type', 'text/csv; charset=utf-8; header=present');
  response.set('Content-Disposition', `attachment; filename="${name}"`);
  const text = async function* () {
    yield csvHeader(columns, options);
    for await (const rows of batches) if (rows.length > 0) yield csvLines(columns, rows, options);
  };
  await pipeline(Readable.from(text()), response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

function csvOptions(request: Request): CsvOptions {
  const parameters = request.query as unknown as URLSearchParams;
  return { bom: switchOf(parameters, 'bom'), raw: switchOf(parameters, 'raw') };
}

function switchOf(parameters: URLSearchParams, name: string): boolean {
  const value = parameters.get(name) ?? '0';
  if (value !== '0' && value !== '1') throw badRequest(`“${name}” is 1 or 0.`);
  return value === '1';
}
