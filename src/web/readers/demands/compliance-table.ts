import { accountsUnder } from '../../../domain/structure/compliance.js';
import { outcomeRecords } from '../../../domain/structure/outcome.js';
import { complianceColumns } from '../../../outputs/tables/compliance-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { clocksIn, type NegotiationTable, plainTable } from '../../parts/tables.js';

/** What every party says on whether an outcome was kept, up to the clocks, by demand and outcome. */
export const complianceTable: NegotiationTable = plainTable(async (place) => {
  const { negotiation, clocks } = place.reading;
  const clocksOf = clocksIn(place);
  const rows = negotiation.demands.flatMap((demand) =>
    outcomeRecords(demand.outcomes).flatMap(({ record: outcome }) =>
      accountsUnder(demand.compliance, outcome, clocks.asOf).map((account) => ({
        ...{ negotiation, demand, outcome, account },
        ...clocksOf(paths.demand(negotiation.slug, demand.slug)),
      })),
    ),
  );
  return tableOf(complianceColumns, [rows]);
});
