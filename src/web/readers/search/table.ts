import { hitsColumns } from '../../../outputs/tables/page-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { clocksIn, type PageTable } from '../../parts/tables.js';
import { hitRows, searchNames } from './asked.js';

export const searchTable: PageTable = {
  path: paths.search(':negotiation'),
  once: searchNames,
  repeatable: [],
  load: async (place) => {
    const clocksOf = clocksIn(place);
    const rows = await hitRows(place.services, place.reading, place.request);
    const withClocks = rows.map(({ path, ...row }) => ({ ...row, ...clocksOf(path) }));
    return { name: 'search', table: tableOf(hitsColumns, [withClocks]) };
  },
};
