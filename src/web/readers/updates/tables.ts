import { updateRows } from '../../../data/log/export-rows.js';
import { findUpdate, listUpdates } from '../../../data/log/updates.js';
import { headlineIn } from '../../../domain/structure/clarified-words.js';
import { stancesColumns } from '../../../outputs/tables/export-columns.js';
import { type UpdateRow, updatesColumns } from '../../../outputs/tables/log-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { exportContext } from '../../parts/export-context.js';
import { clocksIn, type NegotiationTable, type PageTable, tableBatch } from '../../parts/tables.js';
import { contentsOfUpdates, countedOfUpdates, updateFilterNames, updatesFilterOf } from './asked.js';
import { updateNumberOf } from './routes.js';

/** Every update, newest first. */
export const updatesTable: NegotiationTable = {
  once: [],
  repeatable: updateFilterNames,
  load: async (place) => {
    const { negotiation, clocks } = place.reading;
    const clocksOf = clocksIn(place);
    const filter = updatesFilterOf(place.request, place.reading);
    const counted = await countedOfUpdates(place.services, place.reading, filter);
    async function* batches(): AsyncGenerator<UpdateRow[]> {
      for (let before: number | null = null; ; ) {
        const range = { known: clocks.known, before, most: tableBatch, counted };
        const updates = await listUpdates(place.services.database.read, negotiation.id, range);
        const ids = updates.map(({ id }) => id);
        const contents = await contentsOfUpdates(place.services, place.reading, ids, filter);
        yield updates.map((each) => {
          const update = { ...each, headline: headlineIn(negotiation, each) };
          return {
            update,
            contents: contents(update.id),
            ...clocksOf(paths.update(negotiation.slug, update.id)),
          };
        });
        if (updates.length < tableBatch) return;
        before = updates.at(-1)?.id ?? null;
      }
    }
    return tableOf(updatesColumns, batches());
  },
};

/** The stances of one update. */
export const updateTable: PageTable = {
  path: `${paths.updates(':negotiation')}/:update`,
  once: [],
  repeatable: [],
  load: async ({ services, request, reading }) => {
    const { read } = services.database;
    const id = updateNumberOf(request);
    const update = await findUpdate(read, reading.negotiation.id, id);
    if (!update || update.firstSequence > reading.clocks.known)
      throw notFound('There is no such update in this negotiation at this time.');
    const context = exportContext(services, request, reading);
    return {
      name: `update-${id}`,
      table: tableOf(stancesColumns, updateRows(read, context, update)),
      rows: 'One row per stance that one update published.',
    };
  },
};
