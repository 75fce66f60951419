import { hitsColumns } from '../../../outputs/tables/page-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { clocksIn, type PageTable } from '../../parts/tables.js';
import { kindName } from './kinds.js';
import { hitBatches, hitsOfFile, searchNames } from './asked.js';

export const searchTable: PageTable = {
  path: paths.search(':negotiation'),
  once: searchNames,
  repeatable: [kindName],
  load: async (place) => {
    const clocksOf = clocksIn(place);
    const { services, reading, request } = place;
    const hits = await hitsOfFile(services, reading, request);
    return {
      name: 'search',
      table: tableOf(hitsColumns, batches()),
      rows: 'One row per name or text with the words that were asked for.',
    };

    async function* batches() {
      for await (const rows of hitBatches(services, reading, hits))
        yield rows.map(({ path, ...row }) => ({ ...row, ...clocksOf(path) }));
    }
  },
};
