import { citedNewestFirst, citedSources } from '../../../data/memory/cited-sources.js';
import { type SourceRow, sourcesColumns } from '../../../outputs/tables/log-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { clocksIn, type NegotiationTable } from '../../parts/tables.js';
import { sourceNames, sourcesAsked } from './asked.js';

/** Small, because each source is looked up in the log separately, and other work must get its turn. */
const sourcesBatch = 50;

/** Every source cited, the one cited last first. */
export const sourcesTable: NegotiationTable = {
  once: sourceNames,
  repeatable: [],
  load: async (place) => {
    const { read } = place.services.database;
    const here = clocksIn(place)(paths.sources(place.reading.negotiation.slug));
    const { cited, own, place: at } = await sourcesAsked(place.services, place.reading, place.request);
    async function* batches(): AsyncGenerator<SourceRow[]> {
      for await (const ids of citedNewestFirst(read, cited))
        for (let start = 0; start < ids.length; start += sourcesBatch) {
          const rows = await citedSources(read, at, ids.slice(start, start + sourcesBatch));
          yield rows.map((row) => ({ ...row, own: own.get(row.source.id) ?? [], ...here }));
        }
    }
    return tableOf(sourcesColumns, batches());
  },
};
