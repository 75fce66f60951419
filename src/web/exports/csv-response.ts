import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { type Column, type CsvOptions, csvHeader, csvLines } from '../../outputs/csv.js';
import { dataFileNames } from '../../outputs/data-files.js';
import { badRequest } from '../http-errors.js';
import { setETag } from '../public-pages.js';

/** The parameters that every CSV takes besides its page’s own. */
export const formatNames: readonly string[] = ['bom', 'raw'];

/** Streams the batches as they come, as a file of that name; a reader who goes away ends the work. */
export async function sendCsv<Row>(
  request: Request,
  response: Response,
  fileName: string,
  columns: readonly Column<Row>[],
  batches: Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>,
): Promise<void> {
  const options = csvOptions(request);
  setETag(response);
  response.set('Content-Type', 'text/csv; charset=utf-8; header=present');
  const metadata = metadataPath(request);
  if (metadata) response.set('Link', `<${metadata}>; rel="describedby"; type="application/csvm+json"`);
  response.set('Content-Disposition', `attachment; filename="${fileName}"`);
  const text = async function* () {
    yield csvHeader(columns, options);
    for await (const rows of batches) if (rows.length > 0) yield csvLines(columns, rows, options);
  };
  await pipeline(Readable.from(text()), response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** Where the metadata of a negotiation’s file lies, with the same query; null for other files. */
function metadataPath({ path, originalUrl }: Request): string | null {
  const name = /^\/negotiations\/[^/]+\/([a-z]+)\.csv$/.exec(path)?.[1];
  if (!dataFileNames.some((each) => each === name)) return null;
  return originalUrl.replace(/\.csv(?=\?|$)/, '.csv-metadata.json');
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
