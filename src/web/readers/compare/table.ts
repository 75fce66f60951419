import { alignments } from '../../../domain/cells/alignment.js';
import { comparisonColumns, type ComparisonRow } from '../../../outputs/tables/page-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { filterParameters } from '../../frame/reading/position-filter.js';
import { clocksIn, type PageTable } from '../../parts/tables.js';
import { compareAsked, compareFilter } from './asked.js';
import { comparedParties } from './routes.js';

/** Two parties side by side, one row per demand. */
export const compareTable: PageTable = {
  path: paths.compare(':negotiation', ':one', ':other'),
  ...filterParameters(compareFilter),
  load: async (place) => {
    const { reading, request } = place;
    const parties = comparedParties(reading, request);
    const { negotiation, log, clocks } = reading;
    const { slug } = negotiation;
    const { all, demands } = compareAsked(request, reading, parties);
    const { counted } = alignments({ negotiation, log, clocks, demands })(...parties);
    const takenDemands = new Set(counted.map(({ demandId }) => demandId));
    const clocksOf = clocksIn(place);
    const rows = all.map((demand): ComparisonRow => {
      const [a, b] = parties.map(({ id }) => log.cellAt(id, demand.id, clocks));
      const cells = [a, b] as unknown as ComparisonRow['cells'];
      const isCounted = takenDemands.has(demand.id);
      return { demand, parties, cells, isCounted, ...clocksOf(paths.demand(slug, demand.slug)) };
    });
    return {
      name: `${parties[0].slug}-${parties[1].slug}`,
      table: tableOf(comparisonColumns, [rows]),
      rows: 'One row per demand: how two parties stand to one another on it.',
    };
  },
};
