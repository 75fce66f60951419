import type { Request } from 'express';
import { byRecord, entriesInOrder, entriesOfRecords } from '../../data/entries.js';
import { positionRows, stanceRowBatches } from '../../data/export-rows.js';
import { citedAt, citedNewestFirst, citedSources } from '../../data/cited-sources.js';
import { listSpeakers } from '../../data/speakers.js';
import { listUpdates } from '../../data/updates.js';
import { summaryOfDemand } from '../../domain/demand-summary.js';
import { buildMatrix } from '../../domain/matrix.js';
import { newestActs } from '../../domain/newest-entries.js';
import {
  filteredNegotiation,
  fits,
  fitsStance,
  isAsked,
  isAskedDemand,
} from '../../domain/position-filter.js';
import type { PublishedEntry } from '../../domain/published-entry.js';
import { changesColumns } from '../../outputs/changes-csv.js';
import type { DataFileName } from '../../outputs/data-files.js';
import { type ExportRow, positionsColumns, stancesColumns } from '../../outputs/export-columns.js';
import {
  correctionsColumns,
  type CorrectionRow,
  sourcesColumns,
  type SourceRow,
  updatesColumns,
  type UpdateRow,
} from '../../outputs/log-columns.js';
import { matrixColumns, matrixRows } from '../../outputs/matrix-csv.js';
import {
  demandsColumns,
  eventsColumns,
  partiesColumns,
  speakersColumns,
  type TableClocks,
} from '../../outputs/structure-columns.js';
import { type Table, tableOf } from '../../outputs/table.js';
import { addressOf } from '../address.js';
import { changeNames, changeRows, changesFilterOf, repeatableChangeNames } from '../changes/asked.js';
import { correctionsFilterOf } from '../corrections/routes.js';
import { paths, withQuery } from '../paths.js';
import { filterNames, positionFilterOf, textName } from '../position-filter.js';
import type { Reading } from '../reading.js';
import type { Services } from '../services.js';
import { exportContext } from './context.js';

/** What a table is made of: a negotiation at its clocks, and what else the address asks for. */
export interface TablePlace {
  readonly services: Services;
  readonly request: Request;
  readonly reading: Reading;
}

/** One table of a negotiation: which parameters its address takes besides the clocks, and its rows. */
export interface NegotiationTable {
  readonly once: readonly string[];
  readonly repeatable: readonly string[];
  readonly load: (place: TablePlace) => Promise<Table>;
  /** What its file is of, where that is more than the day: “2025-08-14-2025-08-18”. */
  readonly period?: (place: TablePlace) => string;
}

const batch = 500;
/** Each source is looked up in the log by itself, and others are to get their turn. */
const sourcesBatch = 50;

/** Every table as which a negotiation can be downloaded. */
export const negotiationTables: Readonly<Record<DataFileName, NegotiationTable>> = {
  matrix: filtered(async ({ request, reading }) => {
    const { log, clocks } = reading;
    const filter = positionFilterOf(request, reading.negotiation);
    const negotiation = filteredNegotiation(reading.negotiation, filter, log, clocks);
    const [demands, parties] = [negotiation.demands, negotiation.parties].map((rows) =>
      rows.map(({ id }) => id),
    );
    const matrix = buildMatrix(log, demands ?? [], parties ?? [], clocks);
    return tableOf(matrixColumns(negotiation), [matrixRows(negotiation, matrix)]);
  }),

  positions: filtered(async ({ services, request, reading }) => {
    const filter = positionFilterOf(request, reading.negotiation);
    const rows = await positionRows(services.database.read, exportContext(services, request, reading));
    const shown = rows.filter(
      ({ party, demand, cell }) =>
        isAsked(party, filter) && isAskedDemand(demand, filter) && cell !== null && fits(cell, filter),
    );
    return tableOf(positionsColumns, [shown]);
  }),

  stances: filtered(async ({ services, request, reading }) => {
    const filter = positionFilterOf(request, reading.negotiation);
    const batches = stanceRowBatches(services.database.read, exportContext(services, request, reading));
    const isShown = ({ party, demand, stance }: ExportRow) =>
      isAsked(party, filter) &&
      isAskedDemand(demand, filter) &&
      stance !== null &&
      fitsStance(stance, filter);
    return tableOf(stancesColumns, filteredBatches(batches, isShown));
  }),

  changes: {
    once: changeNames,
    repeatable: repeatableChangeNames,
    load: async ({ services, request, reading }) => {
      const rows = changeRows(reading, changesFilterOf(request, reading), addressOf(services, request));
      return tableOf(changesColumns, [rows]);
    },
    period: ({ request, reading }) => {
      const { from, to } = changesFilterOf(request, reading);
      return `${from}-${to}`;
    },
  },

  updates: plain(async (place) => {
    const { negotiation, clocks } = place.reading;
    const clocksOf = clocksIn(place);
    const counted = await place.services.memory.countedAt(negotiation.id, clocks);
    async function* batches(): AsyncGenerator<UpdateRow[]> {
      for (let before: number | null = null; ; ) {
        const range = { known: clocks.known, before, most: batch, counted };
        const updates = await listUpdates(place.services.database.read, negotiation.id, range);
        yield updates.map((update) => ({ update, ...clocksOf(paths.update(negotiation.slug, update.id)) }));
        if (updates.length < batch) return;
        before = updates.at(-1)?.id ?? null;
      }
    }
    return tableOf(updatesColumns, batches());
  }),

  corrections: {
    once: ['party'],
    repeatable: ['kind'],
    load: async (place) => {
      // Read here: what the address asks wrongly must be refused before the first line is sent.
      const filter = correctionsFilterOf(place.request, place.reading.negotiation);
      return tableOf(correctionsColumns, correctionBatches(place, filter));
    },
  },

  sources: plain(async (place) => {
    const { negotiation, clocks } = place.reading;
    const { memory, database } = place.services;
    const { read } = database;
    const here = clocksIn(place)(paths.sources(negotiation.slug));
    const at = await citedAt({ read, memory }, negotiation.id, clocks);
    async function* batches(): AsyncGenerator<SourceRow[]> {
      const ids = citedNewestFirst(read, at.cited);
      for (let start = 0; start < ids.length; start += sourcesBatch) {
        const cited = await citedSources(read, at, ids.slice(start, start + sourcesBatch));
        yield cited.map((row) => ({ ...row, ...here }));
      }
    }
    return tableOf(sourcesColumns, batches());
  }),

  demands: plain(async (place) => {
    const { negotiation, log, clocks } = place.reading;
    const clocksOf = clocksIn(place);
    const rows = negotiation.demands.map((demand) => ({
      negotiation,
      demand,
      summary: summaryOfDemand(negotiation, demand, log, clocks),
      ...clocksOf(paths.demand(negotiation.slug, demand.slug)),
    }));
    return tableOf(demandsColumns, [rows]);
  }),

  parties: plain(async (place) => {
    const { negotiation } = place.reading;
    const clocksOf = clocksIn(place);
    const rows = negotiation.parties.map((party) => ({
      negotiation,
      party,
      ...clocksOf(paths.party(negotiation.slug, party.slug)),
    }));
    return tableOf(partiesColumns, [rows]);
  }),

  speakers: plain(async (place) => {
    const { negotiation, clocks } = place.reading;
    const here = clocksIn(place)(paths.negotiation(negotiation.slug));
    const { database, memory } = place.services;
    const quoted = await memory.namedAt(negotiation.id, 'speakers', clocks);
    const parties = negotiation.parties.map(({ id }) => id);
    const speakers = (await listSpeakers(database.read, parties)).filter(({ id }) => quoted.has(id));
    return tableOf(speakersColumns, [speakers.map((speaker) => ({ negotiation, speaker, ...here }))]);
  }),

  events: plain(async (place) => {
    const { negotiation, events } = place.reading;
    const here = clocksIn(place)(paths.timeline(negotiation.slug));
    return tableOf(eventsColumns, [events.map((event) => ({ event, ...here }))]);
  }),
};

function plain(load: NegotiationTable['load']): NegotiationTable {
  return { once: [], repeatable: [], load };
}

/** A table of positions, filtered as the matrix is. */
function filtered(load: NegotiationTable['load']): NegotiationTable {
  return { once: [textName], repeatable: filterNames, load };
}

/** What every row of a table ends with, by the path of the page where it can be seen. */
export function clocksIn({ services, request, reading }: TablePlace): (path: string) => TableClocks {
  const { asOf, knownAt, permalinkQuery } = reading;
  const address = addressOf(services, request);
  return (path) => ({ permalink: `${address}${withQuery(path, permalinkQuery)}`, asOf, knownAt });
}

async function* correctionBatches(
  place: TablePlace,
  { kinds, party }: ReturnType<typeof correctionsFilterOf>,
): AsyncGenerator<CorrectionRow[]> {
  const { negotiation, log, clocks } = place.reading;
  const { read } = place.services.database;
  const clocksOf = clocksIn(place);
  const partyId = negotiation.parties.find(({ slug }) => slug === party)?.id ?? null;
  const range = { known: clocks.known, kinds, party: partyId, most: batch };
  for (let before: number | null = null; ; ) {
    const acts = await entriesInOrder(read, newestActs(log, { ...range, before }));
    const records = [...new Set(acts.map(({ record }) => record))];
    const chains = byRecord(await entriesOfRecords(read, records, clocks.known));
    yield acts.map((entry) => {
      const words = wordsBefore(entry, chains.get(entry.record) ?? []);
      const cell = {
        party: negotiation.parties.find(({ id }) => id === words.stance?.party),
        demand: negotiation.demands.find(({ id }) => id === words.stance?.demand),
      };
      const path = paths.position(negotiation.slug, cell.party?.slug ?? '', cell.demand?.slug ?? '');
      return { entry, ...cell, before: words, ...clocksOf(path) };
    });
    if (acts.length < batch) return;
    before = acts.at(-1)?.sequence ?? null;
  }
}

function wordsBefore(entry: PublishedEntry, chain: readonly PublishedEntry[]): PublishedEntry {
  return chain.findLast(({ sequence, stance }) => stance !== null && sequence < entry.sequence) ?? entry;
}

async function* filteredBatches<Row>(
  batches: AsyncIterable<readonly Row[]>,
  isShown: (row: Row) => boolean,
): AsyncGenerator<Row[]> {
  for await (const rows of batches) yield rows.filter(isShown);
}
