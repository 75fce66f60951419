import { evidenceGroups } from '../../../domain/cells/cell-evidence.js';
import { inEvidenceOrder } from '../../../domain/cells/evidence-order.js';
import {
  type EvidenceRow,
  evidenceColumns,
  type SharesRow,
  sharesColumns,
} from '../../../outputs/tables/evidence-columns.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import { filterNames } from '../../frame/reading/position-filter.js';
import { clocksIn, type NegotiationTable, type TablePlace } from '../../parts/tables.js';
import {
  cellsName,
  evidenceAsked,
  evidenceFacts,
  evidenceNames,
  type EvidenceFacts,
  listedCells,
} from './asked.js';

/** The cells behind a count, or all of them. */
export const evidenceTable: NegotiationTable = {
  once: evidenceNames,
  repeatable: filterNames,
  load: async (place) => {
    const facts = await factsOf(place);
    const clocksOf = clocksIn(place);
    const { slug } = place.reading.negotiation;
    const rows = listedCells(facts).map(
      (cell): EvidenceRow => ({
        ...cell,
        staleMonths: facts.staleMonths,
        ...clocksOf(paths.position(slug, cell.party.slug, cell.demand.slug)),
      }),
    );
    return tableOf(evidenceColumns, [rows]);
  },
};

/** How many cells are known how well: in all, by party and by topic. */
export const sharesTable: NegotiationTable = {
  once: evidenceNames.filter((name) => name !== cellsName),
  repeatable: filterNames,
  load: async (place) => {
    const facts = await factsOf(place);
    const here = clocksIn(place)(paths.evidence(place.reading.negotiation.slug));
    const groups = evidenceGroups(place.reading.negotiation, facts.cells);
    const rows = inEvidenceOrder(groups, facts.order).map(
      (group): SharesRow => ({ ...group, staleMonths: facts.staleMonths, ...here }),
    );
    return tableOf(sharesColumns, [rows]);
  },
};

function factsOf({ services, request, reading }: TablePlace): Promise<EvidenceFacts> {
  return evidenceFacts(services, reading, evidenceAsked(request, reading));
}
