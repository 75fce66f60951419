import { conditionReader } from '../../../domain/cells/condition-state.js';
import { waitingOf } from '../../../domain/cells/stand-waits.js';
import { standTableColumns, type StandTableRow } from '../../../outputs/tables/stand-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { factsOfStand } from '../../parts/stand/facts.js';
import { clocksIn, type NegotiationTable } from '../../parts/tables.js';
import { repeatableStandNames, standAsked, standNames } from './asked.js';

/** The demands in the order of the page, each with its gap and who stands where. */
export const standTable: NegotiationTable = {
  once: standNames,
  repeatable: repeatableStandNames,
  load: async (place) => {
    const { services, request, reading } = place;
    const { negotiation, log, clocks } = reading;
    const { asked, since } = standAsked(request, reading);
    const facts = await factsOfStand(services, reading, asked, since);
    const clocksOf = clocksIn(place);
    const statesOf = conditionReader(negotiation, log, clocks);
    const rows = facts.stand.sections
      .flatMap(({ items }) => items.flatMap((item) => item.rows))
      .map(
        (row): StandTableRow => ({
          row,
          waiting: waitingOf(row, facts.terms, statesOf),
          since: facts.since?.day ?? null,
          ...clocksOf(paths.demand(negotiation.slug, row.demand.slug)),
        }),
      );
    return tableOf(standTableColumns, [rows]);
  },
};
