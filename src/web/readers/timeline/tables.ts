import { timelineColumns } from '../../../outputs/tables/page-columns.js';
import { eventsColumns } from '../../../outputs/tables/structure-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { pagePathOf } from '../../frame/tables/table-answer.js';
import { filterNames } from '../../frame/reading/position-filter.js';
import { clocksIn, type NegotiationTable, type PageTable, plainTable } from '../../parts/tables.js';
import { timelineNames, timelineRows } from './asked.js';

/** What happened, apart from what was said. */
export const eventsTable: NegotiationTable = plainTable(async (place) => {
  const { negotiation, events } = place.reading;
  const here = clocksIn(place)(paths.timeline(negotiation.slug));
  return tableOf(eventsColumns, [events.map((event) => ({ event, ...here }))]);
});

/** What moved and what happened, newest first. */
export const timelineTable: PageTable = {
  path: paths.timeline(':negotiation'),
  once: timelineNames,
  repeatable: filterNames,
  load: async (place) => {
    const { reading, request } = place;
    const here = clocksIn(place)(pagePathOf(request.path));
    const given = await timelineRows(reading, request);
    return {
      name: 'timeline',
      table: tableOf(timelineColumns, batches()),
      rows: 'One row per event and per movement.',
    };

    function* batches() {
      for (const rows of given) yield rows.map((row) => ({ ...row, ...here }));
    }
  },
};
