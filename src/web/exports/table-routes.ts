import { type Request, type Response, Router } from 'express';
import { byRecord, entriesOfRecords, listActs } from '../../data/entries.js';
import { citedSources } from '../../data/sources.js';
import { speakersHeard } from '../../data/speakers.js';
import { listUpdates } from '../../data/updates.js';
import { summaryOfDemand } from '../../domain/demand-summary.js';
import type { PublishedEntry } from '../../domain/published-entry.js';
import type { Column } from '../../outputs/csv.js';
import {
  correctionsColumns,
  type CorrectionRow,
  sourcesColumns,
  type SourceRow,
  updatesColumns,
  type UpdateRow,
} from '../../outputs/log-columns.js';
import {
  demandsColumns,
  eventsColumns,
  partiesColumns,
  speakersColumns,
  type TableClocks,
} from '../../outputs/structure-columns.js';
import { addressOf } from '../address.js';
import { correctionsFilterOf } from '../corrections/routes.js';
import { paths, withQuery } from '../paths.js';
import { type Reading, readNegotiation } from '../reading.js';
import type { Services } from '../services.js';
import { formatNames, sendCsv } from './csv-response.js';

const batch = 500;

/** The tables beside the matrix: who and what there is in a negotiation, and what was published about it. */
export function tableRoutes(services: Services): Router {
  const router = Router();
  const { read } = services.database;
  const at = (file: string) => `${paths.negotiation(':negotiation')}/${file}.csv`;

  /** Answers with the rows that `rowsOf` makes of the reading; `clocks` is what each ends with, given its page. */
  function table<Row>(
    file: string,
    columns: readonly Column<Row>[],
    rowsOf: (reading: Reading, clocks: (path: string) => TableClocks, request: Request) => Batches<Row>,
    more: { readonly once?: readonly string[]; readonly repeatable?: readonly string[] } = {},
  ): void {
    router.get(at(file), async (request: Request, response: Response) => {
      const names = [...formatNames, ...(more.once ?? [])];
      const reading = await readNegotiation(services, request, names, more.repeatable);
      const { negotiation, asOf, knownAt, permalinkQuery } = reading;
      const address = addressOf(services, request);
      const clocks = (path: string) => ({
        permalink: `${address}${withQuery(path, permalinkQuery)}`,
        asOf,
        knownAt,
      });
      const fileName = `${negotiation.slug}-${file}-${asOf}.csv`;
      await sendCsv(request, response, fileName, columns, rowsOf(reading, clocks, request));
    });
  }

  table('parties', partiesColumns, ({ negotiation }, clocks) => [
    negotiation.parties.map((party) => ({
      negotiation,
      party,
      ...clocks(paths.party(negotiation.slug, party.slug)),
    })),
  ]);

  table('demands', demandsColumns, ({ negotiation, log, clocks: known }, clocks) => [
    negotiation.demands.map((demand) => ({
      negotiation,
      demand,
      summary: summaryOfDemand(negotiation, demand, log, known),
      ...clocks(paths.demand(negotiation.slug, demand.slug)),
    })),
  ]);

  table('speakers', speakersColumns, async function* ({ negotiation, clocks: { known } }, clocks) {
    const speakers = await speakersHeard(read, negotiation.id, known);
    yield speakers.map((speaker) => ({
      negotiation,
      speaker,
      ...clocks(paths.negotiation(negotiation.slug)),
    }));
  });

  table('events', eventsColumns, ({ negotiation, events }, clocks) => [
    events.map((event) => ({ event, ...clocks(paths.timeline(negotiation.slug)) })),
  ]);

  table<UpdateRow>('updates', updatesColumns, async function* ({ negotiation, clocks: { known } }, clocks) {
    for (let before: number | null = null; ; ) {
      const updates = await listUpdates(read, negotiation.id, { known, before, most: batch });
      yield updates.map((update) => ({ update, ...clocks(paths.update(negotiation.slug, update.id)) }));
      if (updates.length < batch) return;
      before = updates.at(-1)?.id ?? null;
    }
  });

  table<SourceRow>('sources', sourcesColumns, async function* ({ negotiation, clocks: { known } }, clocks) {
    for (let skip = 0; ; skip += batch) {
      const cited = await citedSources(read, negotiation.id, { known, skip, most: batch });
      yield cited.map((row) => ({ ...row, ...clocks(paths.sources(negotiation.slug)) }));
      if (cited.length < batch) return;
    }
  });

  table<CorrectionRow>(
    'corrections',
    correctionsColumns,
    ({ negotiation, clocks: { known } }, clocks, request) => {
      const { kinds, party } = correctionsFilterOf(request, negotiation);
      const partyId = negotiation.parties.find(({ slug }) => slug === party)?.id ?? null;
      async function* batches() {
        for (let before: number | null = null; ; ) {
          const acts = await listActs(read, negotiation.id, {
            known,
            kinds,
            party: partyId,
            before,
            most: batch,
          });
          const records = [...new Set(acts.map(({ record }) => record))];
          const chains = byRecord(await entriesOfRecords(read, records, known));
          yield acts.map((entry) => {
            const words = wordsBefore(entry, chains.get(entry.record) ?? []);
            const cell = {
              party: negotiation.parties.find(({ id }) => id === words.stance?.party),
              demand: negotiation.demands.find(({ id }) => id === words.stance?.demand),
            };
            const path = paths.position(negotiation.slug, cell.party?.slug ?? '', cell.demand?.slug ?? '');
            return { entry, ...cell, before: words, ...clocks(path) };
          });
          if (acts.length < batch) return;
          before = acts.at(-1)?.sequence ?? null;
        }
      }
      return batches();
    },
    { once: ['party'], repeatable: ['kind'] },
  );

  return router;
}

type Batches<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>;

function wordsBefore(entry: PublishedEntry, chain: readonly PublishedEntry[]): PublishedEntry {
  return chain.findLast(({ sequence, stance }) => stance !== null && sequence < entry.sequence) ?? entry;
}
