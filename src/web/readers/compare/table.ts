import { comparisonColumns, type ComparisonRow } from '../../../outputs/tables/page-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { clocksIn, type PageTable } from '../../parts/tables.js';
import { comparedParties } from './routes.js';

/** Two parties side by side, one row per demand. */
export const compareTable: PageTable = {
  path: paths.compare(':negotiation', ':one', ':other'),
  once: [],
  repeatable: [],
  load: async (place) => {
    const { reading, request } = place;
    const parties = comparedParties(reading, request);
    const { demands, slug } = reading.negotiation;
    const clocksOf = clocksIn(place);
    const rows = demands.map((demand): ComparisonRow => {
      const [a, b] = parties.map(({ id }) => reading.log.cellAt(id, demand.id, reading.clocks));
      const cells = [a, b] as unknown as ComparisonRow['cells'];
      return { demand, parties, cells, ...clocksOf(paths.demand(slug, demand.slug)) };
    });
    return { name: `${parties[0].slug}-${parties[1].slug}`, table: tableOf(comparisonColumns, [rows]) };
  },
};
