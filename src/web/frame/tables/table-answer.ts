import { isolating } from '../../../domain/isolation.js';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { CsvOptions } from '../../../outputs/tables/csv.js';
import { csvMetadataText, type MetadataFacts } from '../../../outputs/tables/csv-metadata.js';
import { contactOf } from '../../../outputs/publisher.js';
import type { Config } from '../../../config.js';
import type { Table, TableFacts } from '../../../outputs/tables/table.js';
import { workbookType } from '../../../outputs/tables/workbook/parts.js';
import { workbookFiles } from '../../../outputs/tables/workbook/workbook.js';
import { addressOf } from '../address.js';
import { badRequest } from '../http-errors.js';
import { paths, withQuery } from '../paths.js';
import { endIfKnown, setETag } from '../public-pages.js';
import type { Reading } from '../reading/reading.js';
import { abandonedSignal } from '../abandoned.js';
import type { Services } from '../services.js';
import { allowReadingElsewhere, linkHeader } from './sharing.js';
import { sendPieces } from './streaming.js';
import { zipOf } from './zip.js';

/** The parameters that a CSV takes in addition to those of its page. */
export const formatNames: readonly string[] = ['bom', 'raw'];

/** A table to be sent: its file name without extension, and what its JSON says before the rows. */
export interface TableAnswer {
  readonly fileName: string;
  readonly table: Table;
  /** What one of its rows is, in a sentence. */
  readonly rows: string;
  readonly facts: TableFacts;
}

type Load = (request: Request, response: Response) => Promise<TableAnswer>;

/** The formats of a table, by the endings of their addresses. */
const types = { csv: 'text/csv', json: 'application/json', xlsx: workbookType } as const;
type Format = keyof typeof types;

/** Where an address says the format: at the end of its path. */
const ending = new RegExp(`\\.(${Object.keys(types).join('|')}|csv-metadata\\.json)(?=\\?|$)`);

/** The path of the page whose table is at a path. */
export function pagePathOf(path: string): string {
  return path.replace(ending, '');
}

/**
 * Answers `path.csv`, `path.json` and `path.xlsx` with the same table: same rows, same names; and
 * `path.csv-metadata.json` with what the columns are, for programs.
 */
export function answerTable(
  router: Router,
  services: Services,
  path: string,
  ...handlers: [...guards: RequestHandler[], load: Load]
): void {
  const load = handlers.at(-1) as Load;
  const guards = handlers.slice(0, -1) as RequestHandler[];
  // Before the JSON, as its address ends so too.
  router.get(`${path}.csv-metadata.json`, ...guards, async (request: Request, response: Response) => {
    csvOptions(request);
    const { table, rows, facts } = await load(request, response);
    allowReadingElsewhere(response);
    setETag(response);
    const metadata = csvMetadataText(
      { rows, columns: table.columns },
      metadataFacts(services, request, facts),
    );
    response.type('application/csvm+json').send(metadata);
  });
  router.get(`${path}.csv`, ...guards, async (request: Request, response: Response) => {
    const options = csvOptions(request);
    const { fileName, table } = await load(request, response);
    setLinks(services, request, response, 'csv');
    const headers = {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="${fileName}.csv"`,
    };
    await send(response, headers, table.csv(options));
  });
  router.get(`${path}.json`, ...guards, async (request: Request, response: Response) => {
    const { table, facts } = await load(request, response);
    setLinks(services, request, response, 'json');
    const headers = { 'Content-Type': 'application/json; charset=utf-8' };
    await send(response, headers, table.json({ ...facts, ...licenceFacts(services.config) }));
  });
  router.get(`${path}.xlsx`, ...guards, async (request: Request, response: Response) => {
    const { fileName, table, facts } = await load(request, response);
    setLinks(services, request, response, 'xlsx');
    const name = pagePathOf(request.path).split('/').at(-1) as string;
    const files = workbookFiles([{ name, load: async () => table.sheet() }], {
      title: `${facts.title ? `${facts.title}: ` : ''}${name}`,
      about: { ...facts, ...licenceFacts(services.config) },
      created: facts.known_at ?? null,
    });
    await sendWorkbook(response, fileName, files, facts.known_at ?? null);
  });
}

function metadataFacts(services: Services, request: Request, facts: TableFacts): MetadataFacts {
  const { publisher, licence } = services.config;
  const { title, known_at: modified = null, chain_entry: entry, chain_hash: hash } = facts;
  const name = `${pagePathOf(request.path).split('/').at(-1)}.csv`;
  return {
    ...{ publisher, licence, modified },
    url: `${name}${request.originalUrl.slice(request.path.length)}`,
    title: title ? `${name}: ${title}` : name,
    chain:
      entry && hash
        ? {
            ...{ sequence: Number(entry), hash },
            url: `${addressOf(services, request)}${paths.chainEntry(Number(entry))}`,
          }
        : null,
  };
}

/** Sends a workbook as a file of this name. */
export async function sendWorkbook(
  response: Response,
  fileName: string,
  files: ReturnType<typeof workbookFiles>,
  instant: string | null,
): Promise<void> {
  const headers = {
    'Content-Type': workbookType,
    'Content-Disposition': `attachment; filename="${fileName}.xlsx"`,
  };
  if (endIfKnown(response)) return;
  await send(response, headers, await zipOf(files, instant));
}

/** How the data may be used, and who publishes them, for the facts of a file. */
export function licenceFacts({ licence, publisher }: Pick<Config, 'licence' | 'publisher'>): TableFacts {
  return {
    ...{ licence: licence.name, licence_url: licence.url, attribution: licence.attribution },
    ...{ publisher: publisher.name, site_name: publisher.siteName },
    ...{ contact: contactOf(publisher), imprint_url: publisher.imprintUrl },
  };
}

/** A table, with its name for the file name, and the path of its page. */
export interface NamedTable {
  readonly name: string;
  readonly path: string;
  readonly table: Table;
  /** What one of its rows is, in a sentence. */
  readonly rows: string;
  /** The day or days of its contents, for the file name. */
  readonly period: string;
}

/** The answer with a table of one negotiation at the clocks of a reading; its page is at `path`. */
export function tableAnswer(
  services: Services,
  request: Request,
  reading: Reading,
  { name, path, table, rows, period }: NamedTable,
): TableAnswer {
  const fileName = `${reading.negotiation.slug}-${name}-${period}`;
  return { fileName, table, rows, facts: readingFacts(services, request, reading, path) };
}

/** What is at `path`, for the facts of a file: of which negotiation, at which clocks, and where it can be checked. */
export function readingFacts(
  services: Services,
  request: Request,
  { negotiation, asOf, knownAt, clocks, chainHead, permalinkQuery }: Reading,
  path: string,
): TableFacts {
  return {
    negotiation: negotiation.slug,
    title: negotiation.name,
    as_of: asOf,
    known_at: knownAt,
    evidence: clocks.evidence,
    permalink: `${addressOf(services, request)}${withQuery(path, permalinkQuery)}`,
    chain_entry: chainHead && String(chainHead.sequence),
    chain_hash: chainHead?.hash ?? null,
  };
}

async function send(
  response: Response,
  headers: Readonly<Record<string, string>>,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  abandonedSignal(response).throwIfAborted();
  if (endIfKnown(response)) return;
  allowReadingElsewhere(response);
  setETag(response);
  await sendPieces(response, headers, pieces);
}

/** Links to the other formats, to the description of the columns, and to the licence (RFC 8288). */
function setLinks({ config }: Services, { originalUrl }: Request, response: Response, format: Format): void {
  const at = (to: string) => originalUrl.replace(ending, to);
  const metadata = { rel: 'describedby', type: 'application/csvm+json' };
  const others = (Object.keys(types) as Format[]).filter((other) => other !== format);
  response.set(
    'Link',
    linkHeader(config.licence, [
      ...(format === 'csv' ? [{ url: at('.csv-metadata.json'), ...metadata }] : []),
      ...others.map((other) => ({ url: at(`.${other}`), rel: 'alternate', type: types[other] })),
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
