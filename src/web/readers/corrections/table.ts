import { byRecord, entriesInOrder, entriesOfRecords } from '../../../data/log/entries.js';
import { newestActs } from '../../../domain/cells/newest-entries.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import { type CorrectionRow, correctionsColumns } from '../../../outputs/tables/log-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { clocksIn, type NegotiationTable, tableBatch, type TablePlace } from '../../parts/tables.js';
import { correctionsFilterOf } from './routes.js';

/** Every correction, clarification, retraction, restoration and denial, newest first. */
export const correctionsTable: NegotiationTable = {
  once: ['party'],
  repeatable: ['kind'],
  load: async (place) => {
    // Read before the batches: an invalid address must be refused before the first line is sent.
    const filter = correctionsFilterOf(place.request, place.reading.negotiation);
    return tableOf(correctionsColumns, correctionBatches(place, filter));
  },
};

async function* correctionBatches(
  place: TablePlace,
  { kinds, party }: ReturnType<typeof correctionsFilterOf>,
): AsyncGenerator<CorrectionRow[]> {
  const { negotiation, log, clocks } = place.reading;
  const { read } = place.services.database;
  const clocksOf = clocksIn(place);
  const partyId = negotiation.parties.find(({ slug }) => slug === party)?.id ?? null;
  const range = { known: clocks.known, kinds, party: partyId, most: tableBatch };
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
    if (acts.length < tableBatch) return;
    before = acts.at(-1)?.sequence ?? null;
  }
}

function wordsBefore(entry: PublishedEntry, chain: readonly PublishedEntry[]): PublishedEntry {
  return chain.findLast(({ sequence, stance }) => stance !== null && sequence < entry.sequence) ?? entry;
}
