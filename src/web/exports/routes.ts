import { type Request, Router } from 'express';
import { cellLogRows, positionRows, updateRows } from '../../data/export-rows.js';
import { listNegotiations } from '../../data/negotiations.js';
import { findUpdate } from '../../data/updates.js';
import type { Party } from '../../domain/negotiation.js';
import { utcDay } from '../../domain/when.js';
import { fileColumnRows, fileColumnsColumns, wordRows, wordsColumns } from '../../outputs/codebook.js';
import { dataFileNames } from '../../outputs/data-files.js';
import { positionsColumns, stancesColumns } from '../../outputs/export-columns.js';
import {
  type ComparisonRow,
  comparisonColumns,
  hitsColumns,
  negotiationsColumns,
  timelineColumns,
} from '../../outputs/page-columns.js';
import { type Table, tableOf } from '../../outputs/table.js';
import { abandonedSignal } from '../abandoned.js';
import { comparedParties } from '../compare/routes.js';
import { notFound } from '../http-errors.js';
import { paths } from '../paths.js';
import { type Reading, readingNow, readingOf, readNegotiation, refuseUnknownParameters } from '../reading.js';
import { hitRows, searchNames } from '../search/asked.js';
import type { Services } from '../services.js';
import { timelineNames, timelineRows } from '../timeline/asked.js';
import { filterNames } from '../position-filter.js';
import { updateNumberOf } from '../updates/routes.js';
import { exportContext } from './context.js';
import { clocksIn, type NegotiationTable, negotiationTables } from './negotiation-tables.js';
import { answerTable, formatNames, tableAnswer } from './table-answer.js';

/** What a reader can download: each page at its own path, and the tables of a negotiation, as CSV and as JSON. */
export function exportRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { read } = services.database;
  const negotiation = ':negotiation';

  answerTable(router, services, paths.negotiations, async (request) => {
    refuseUnknownParameters(request.query as unknown as URLSearchParams, formatNames);
    return negotiationsAnswer(services, request);
  });

  for (const name of dataFileNames) {
    offer(`${paths.negotiation(negotiation)}/${name}`, name, negotiationTables[name]);
  }
  // The page of the matrix, as the cells that it shows.
  offer(paths.negotiation(negotiation), 'positions', negotiationTables.positions);

  page(paths.position(negotiation, ':party', ':demand'), async (reading, request) => {
    const [party, demand] = [partyOf(reading, request), demandOf(reading, request)];
    const rows = await cellLogRows(read, exportContext(services, request, reading), party, demand);
    return [`${party.slug}-${demand.slug}`, tableOf(stancesColumns, [rows])];
  });

  page(paths.party(negotiation, ':party'), async (reading, request) => {
    const party = partyOf(reading, request);
    const asked = { demands: reading.negotiation.demands, parties: [party] };
    const rows = await positionRows(read, exportContext(services, request, reading), asked);
    return [party.slug, tableOf(positionsColumns, [rows])];
  });

  page(paths.demand(negotiation, ':demand'), async (reading, request) => {
    const demand = demandOf(reading, request);
    const asked = { demands: [demand], parties: reading.negotiation.parties };
    const rows = await positionRows(read, exportContext(services, request, reading), asked);
    return [demand.slug, tableOf(positionsColumns, [rows])];
  });

  page(paths.compare(negotiation, ':one', ':other'), async (reading, request) => {
    const parties = comparedParties(reading, request);
    const { demands, slug } = reading.negotiation;
    const clocksOf = clocksIn({ services, request, reading });
    const rows = demands.map((demand): ComparisonRow => {
      const [a, b] = parties.map(({ id }) => reading.log.cellAt(id, demand.id, reading.clocks));
      const cells = [a, b] as unknown as ComparisonRow['cells'];
      return { demand, parties, cells, ...clocksOf(paths.demand(slug, demand.slug)) };
    });
    return [`${parties[0].slug}-${parties[1].slug}`, tableOf(comparisonColumns, [rows])];
  });

  page(
    paths.timeline(negotiation),
    async (reading, request) => {
      const here = clocksIn({ services, request, reading })(request.path.replace(/\.(csv|json)$/, ''));
      const rows = timelineRows(reading, request).map((row) => ({ ...row, ...here }));
      return ['timeline', tableOf(timelineColumns, [rows])];
    },
    { once: timelineNames, repeatable: filterNames },
  );

  page(`${paths.updates(negotiation)}/:update`, async (reading, request) => {
    const id = updateNumberOf(request);
    const update = await findUpdate(read, reading.negotiation.id, id);
    if (!update || update.firstSequence > reading.clocks.known)
      throw notFound('There is no such update in this negotiation at this time.');
    const context = exportContext(services, request, reading);
    return [`update-${id}`, tableOf(stancesColumns, updateRows(read, context, update))];
  });

  page(
    paths.search(negotiation),
    async (reading, request) => {
      const clocksOf = clocksIn({ services, request, reading });
      const rows = await hitRows(services, reading, request);
      const withClocks = rows.map(({ path, ...row }) => ({ ...row, ...clocksOf(path) }));
      return ['search', tableOf(hitsColumns, [withClocks])];
    },
    { once: searchNames, repeatable: [] },
  );

  page(paths.data(negotiation), async (reading) => [
    'columns',
    tableOf(fileColumnsColumns, [fileColumnRows(reading.negotiation)]),
  ]);

  page(paths.methodology(negotiation), async () => ['words', tableOf(wordsColumns, [wordRows()])]);

  return router;

  /** One of the tables that every negotiation has. */
  function offer(path: string, name: string, { once, repeatable, load, period }: NegotiationTable): void {
    page(
      path,
      async (reading, request) => {
        const place = { services, request, reading };
        return [name, await load(place), period?.(place)];
      },
      { once, repeatable },
    );
  }

  /** The table of a page, at its own path. */
  function page(
    path: string,
    load: (
      reading: Reading,
      request: Request,
    ) => Promise<[name: string, table: Table, period?: string | undefined]>,
    more: { readonly once: readonly string[]; readonly repeatable: readonly string[] } = noMore,
  ): void {
    answerTable(router, services, path, async (request) => {
      const reading = await readNegotiation(
        services,
        request,
        [...formatNames, ...more.once],
        more.repeatable,
      );
      const [name, table, period = reading.asOf] = await load(reading, request);
      const path = request.path.replace(/\.(csv|json)$/, '');
      return tableAnswer(services, request, reading, { name, path, table, period });
    });
  }
}

const noMore = { once: [], repeatable: [] };

function partyOf({ negotiation }: Reading, { params }: Request): Party {
  const party = negotiation.parties.find(({ slug }) => slug === params.party);
  if (party) return party;
  throw notFound('There is no such party in this negotiation at this time.');
}

function demandOf({ negotiation }: Reading, { params }: Request): Reading['negotiation']['demands'][number] {
  const demand = negotiation.demands.find(({ slug }) => slug === params.demand);
  if (demand) return demand;
  throw notFound('There is no such demand in this negotiation at this time.');
}

async function negotiationsAnswer(services: Services, request: Request) {
  const all = await listNegotiations(services.database.read);
  const rows = [];
  for (const { slug } of all.filter(({ isHidden }) => !isHidden)) {
    abandonedSignal(request).throwIfAborted();
    const reading = await readingOf(services, slug, readingNow);
    const { negotiation, clocks } = reading;
    const counts = await services.memory.countsOf(negotiation.id, clocks);
    const here = clocksIn({ services, request, reading })(paths.negotiation(slug));
    rows.push({ negotiation, ...counts, ...here });
  }
  const fileName = `negotiations-${utcDay(services.clock())}`;
  return { fileName, table: tableOf(negotiationsColumns, [rows]), facts: {} };
}
