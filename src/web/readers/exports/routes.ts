import { type Request, Router } from 'express';
import { listNegotiations } from '../../../data/structure/negotiations.js';
import { ownCitations } from '../../../domain/structure/own-citations.js';
import { utcDay } from '../../../domain/when.js';
import { type DataFileName, dataFileNames, rowsOf } from '../../../outputs/tables/data-files.js';
import { negotiationsColumns } from '../../../outputs/tables/page-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { abandonedSignal } from '../../frame/abandoned.js';
import { paths } from '../../frame/paths.js';
import {
  readingNow,
  readingOf,
  readNegotiation,
  refuseUnknownParameters,
} from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';
import { answerTable, formatNames, pagePathOf, tableAnswer } from '../../frame/tables/table-answer.js';
import { clocksIn, type NegotiationTable, type PageTable } from '../../parts/tables.js';

/** All tables, as src/web/tables.ts lists them. */
export interface Tables {
  readonly ofNegotiation: Readonly<Record<DataFileName, NegotiationTable>>;
  readonly ofPages: readonly PageTable[];
  readonly acts: NegotiationTable;
}

/** What readers can download: each page at its own path, and the tables of a negotiation, as CSV, JSON and XLSX. */
export function exportRoutes(services: Services, { ofNegotiation, ofPages }: Tables): Router {
  const router = Router({ caseSensitive: true });
  const negotiation = ':negotiation';

  answerTable(router, services, paths.negotiations, async (request) => {
    refuseUnknownParameters(request.query as unknown as URLSearchParams, formatNames);
    return negotiationsAnswer(services, request);
  });
  for (const name of dataFileNames)
    offer(router, services, {
      ...fileOf(`${paths.negotiation(negotiation)}/${name}`, name, ofNegotiation),
      ...(shownOn[name] && { page: shownOn[name] }),
    });
  // The matrix page, as one row per cell.
  offer(router, services, fileOf(paths.negotiation(negotiation), 'positions', ofNegotiation));
  for (const table of ofPages) offer(router, services, table);
  return router;
}

/** Where readers see what is in the tables that are of no page with their name. */
const shownOn: Readonly<Partial<Record<DataFileName, (negotiation: string) => string>>> = {
  matrix: paths.negotiation,
  positions: paths.negotiation,
  stances: paths.updates,
  demands: paths.stand,
  parties: paths.alignment,
  speakers: paths.data,
  events: paths.timeline,
  compliance: paths.data,
  shares: paths.evidence,
  counts: paths.negotiation,
};

/** One of the tables that every negotiation has, at a path. */
function fileOf(path: string, name: DataFileName, tables: Tables['ofNegotiation']): PageTable {
  const { once, repeatable, load, period } = tables[name];
  return {
    path,
    once,
    repeatable,
    load: async (place) => {
      const table = await load(place);
      const rows = rowsOf[name];
      return period ? { name, table, rows, period: await period(place) } : { name, table, rows };
    },
  };
}

function offer(
  router: Router,
  services: Services,
  { path, once, repeatable, load, page }: PageTable & { readonly page?: (negotiation: string) => string },
): void {
  answerTable(router, services, path, async (request) => {
    const reading = await readNegotiation(services, request, [...formatNames, ...once], repeatable);
    const { period = reading.asOf, ...loaded } = await load({ services, request, reading });
    const pagePath = page ? page(reading.negotiation.slug) : pagePathOf(request.path);
    return tableAnswer(services, request, reading, { ...loaded, path: pagePath, period });
  });
}

async function negotiationsAnswer(services: Services, request: Request) {
  const all = await listNegotiations(services.database.read);
  const rows = [];
  for (const { slug } of all.filter(({ isHidden }) => !isHidden)) {
    abandonedSignal(request.res).throwIfAborted();
    const reading = await readingOf(services, slug, readingNow);
    const { negotiation, clocks } = reading;
    const own = new Set(ownCitations(reading, clocks.asOf).keys());
    const counts = await services.memory.countsOf(negotiation.id, clocks, own);
    const here = clocksIn({ services, request, reading })(paths.negotiation(slug));
    rows.push({ negotiation, ...counts, ...here });
  }
  const fileName = `negotiations-${utcDay(services.clock())}`;
  return {
    fileName,
    table: tableOf(negotiationsColumns, [rows]),
    rows: 'One row per negotiation, with what it has.',
    facts: {},
  };
}
