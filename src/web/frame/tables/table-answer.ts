import { isolating } from '../../../domain/isolation.js';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { CsvOptions } from '../../../outputs/tables/csv.js';
import { dataFileNames } from '../../../outputs/tables/data-files.js';
import type { Table, TableFacts } from '../../../outputs/tables/table.js';
import { addressOf } from '../address.js';
import { badRequest } from '../http-errors.js';
import { withQuery } from '../paths.js';
import { setETag } from '../public-pages.js';
import type { Reading } from '../reading/reading.js';
import { contextOf } from '../request-context.js';
import type { Services } from '../services.js';
import { allowReadingElsewhere, linkHeader } from './sharing.js';
import { sendPieces } from './streaming.js';

/** The parameters that a CSV takes in addition to those of its page. */
export const formatNames: readonly string[] = ['bom', 'raw'];

/** A table to be sent: its file name without extension, and what its JSON says before the rows. */
export interface TableAnswer {
  readonly fileName: string;
  readonly table: Table;
  readonly facts: TableFacts;
}

type Load = (request: Request, response: Response) => Promise<TableAnswer>;

/** Answers `path.csv` and `path.json` with the same table: same rows, same names. */
export function answerTable(
  router: Router,
  services: Services,
  path: string,
  ...handlers: [...guards: RequestHandler[], load: Load]
): void {
  const load = handlers.at(-1) as Load;
  const guards = handlers.slice(0, -1) as RequestHandler[];
  router.get(`${path}.csv`, ...guards, async (request: Request, response: Response) => {
    const options = csvOptions(request);
    const { fileName, table } = await load(request, response);
    setLinks(services, request, response, 'json');
    const headers = {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="${fileName}.csv"`,
    };
    await send(response, headers, table.csv(options));
  });
  router.get(`${path}.json`, ...guards, async (request: Request, response: Response) => {
    const { table, facts } = await load(request, response);
    const { name, url, attribution } = services.config.licence;
    setLinks(services, request, response, 'csv');
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    await send(response, headers, table.json({ ...facts, licence: name, licence_url: url, attribution }));
  });
}

/** A table, with its name for the file name, and the path of its page. */
export interface NamedTable {
  readonly name: string;
  readonly path: string;
  readonly table: Table;
  /** The day or days of its contents, for the file name. */
  readonly period: string;
}

/** The answer with a table of one negotiation at the clocks of a reading; its page is at `path`. */
export function tableAnswer(
  services: Services,
  request: Request,
  reading: Reading,
  { name, path, table, period }: NamedTable,
): TableAnswer {
  const { negotiation, asOf, knownAt, clocks, chainHead, permalinkQuery } = reading;
  return {
    fileName: `${negotiation.slug}-${name}-${period}`,
    table,
    facts: {
      negotiation: negotiation.slug,
      title: negotiation.name,
      as_of: asOf,
      known_at: knownAt,
      evidence: clocks.evidence,
      permalink: `${addressOf(services, request)}${withQuery(path, permalinkQuery)}`,
      chain_entry: chainHead && String(chainHead.sequence),
      chain_hash: chainHead?.hash ?? null,
    },
  };
}

async function send(
  response: Response,
  headers: Readonly<Record<string, string>>,
  text: AsyncGenerator<string>,
): Promise<void> {
  contextOf(response).abandoned.throwIfAborted();
  allowReadingElsewhere(response);
  setETag(response);
  await sendPieces(response, headers, text);
}

/** Links to the other format, to the description of the columns, and to the licence (RFC 8288). */
function setLinks(
  { config }: Services,
  { path, originalUrl }: Request,
  response: Response,
  other: 'csv' | 'json',
): void {
  const at = (ending: string) => originalUrl.replace(/\.(csv|json)(?=\?|$)/, ending);
  const name = /^\/negotiations\/[^/]+\/([a-z]+)\.csv$/.exec(path)?.[1];
  const isDescribed = dataFileNames.some((each) => each === name);
  const alternate = { rel: 'alternate', type: other === 'csv' ? 'text/csv' : 'application/json' };
  const metadata = { rel: 'describedby', type: 'application/csvm+json' };
  response.set(
    'Link',
    linkHeader(config.licence, [
      ...(isDescribed ? [{ url: at('.csv-metadata.json'), ...metadata }] : []),
      { url: at(`.${other}`), ...alternate },
    ]),
  );
}

/** The CSV options that the address asks for. */
export function csvOptions(request: Request): CsvOptions {
  const parameters = request.query as unknown as URLSearchParams;
  return { bom: switchOf(parameters, 'bom'), raw: switchOf(parameters, 'raw') };
}

function switchOf(parameters: URLSearchParams, name: string): boolean {
  const value = parameters.get(name) ?? '0';
  if (value !== '0' && value !== '1') throw badRequest(isolating`“${name}” is 1 or 0.`);
  return value === '1';
}
