import { alsoCited, citedAt, citedNewestFirst, citedSources } from '../../../data/memory/cited-sources.js';
import { ownCitations } from '../../../domain/structure/own-citations.js';
import { type SourceRow, sourcesColumns } from '../../../outputs/tables/log-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { clocksIn, type NegotiationTable, plainTable } from '../../parts/tables.js';

/** Small, because each source is looked up in the log separately, and other work must get its turn. */
const sourcesBatch = 50;

/** Every source cited, the one cited last first. */
export const sourcesTable: NegotiationTable = plainTable(async (place) => {
  const { negotiation, clocks } = place.reading;
  const { memory, database } = place.services;
  const { read } = database;
  const here = clocksIn(place)(paths.sources(negotiation.slug));
  const at = await citedAt({ read, memory }, negotiation.id, clocks);
  const own = ownCitations(place.reading, clocks.asOf);
  async function* batches(): AsyncGenerator<SourceRow[]> {
    for await (const ids of citedNewestFirst(read, alsoCited(at.cited, own.keys())))
      for (let start = 0; start < ids.length; start += sourcesBatch) {
        const cited = await citedSources(read, at, ids.slice(start, start + sourcesBatch));
        yield cited.map((row) => ({ ...row, own: own.get(row.source.id) ?? [], ...here }));
      }
  }
  return tableOf(sourcesColumns, batches());
});
