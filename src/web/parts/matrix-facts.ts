import { deniedReports } from '../../data/log/denied-reports.js';
import type { NegotiationCounts } from '../../data/memory/log.js';
import {
  filteredNegotiation,
  isFiltered,
  noFilter,
  type PositionFilter,
} from '../../domain/cells/position-filter.js';
import { buildMatrix } from '../../domain/cells/matrix.js';
import { pastLast } from '../../domain/cells/past.js';
import type { Negotiation } from '../../domain/structure/negotiation.js';
import type { Reading } from '../frame/reading/reading.js';
import { idsOf, type MatrixFacts } from './matrix-figure.js';
import type { Services } from '../frame/services.js';

/** What a matrix shows. */
export async function factsOfMatrix(
  services: Services,
  reading: Reading,
  filter: PositionFilter = noFilter,
): Promise<MatrixFacts> {
  const { negotiation, log, clocks } = reading;
  const shown = pastLast(filteredNegotiation(negotiation, filter, log, clocks), clocks);
  const matrix = buildMatrix(log, idsOf(shown.demands), idsOf(shown.parties), clocks);
  const counts = await countsOf(services, reading, shown, filter);
  const denied = await deniedReports(services.database.read, matrix.flat(), clocks.known);
  return { shown, matrix, counts, denied };
}

/** How many records and sources are behind its cells: those at its clocks, in the rows and columns shown. */
function countsOf(
  { memory }: Services,
  { negotiation, clocks }: Reading,
  shown: Negotiation,
  filter: PositionFilter,
): Promise<NegotiationCounts> {
  const isWhole =
    shown.parties.length === negotiation.parties.length &&
    shown.demands.length === negotiation.demands.length;
  if (!isFiltered(filter) && isWhole) return memory.countsOf(negotiation.id, clocks);
  const [parties, demands] = [shown.parties, shown.demands].map(
    (rows) => new Set(rows.map(({ id }) => id)),
  ) as [Set<number>, Set<number>];
  return memory.countsOf(
    negotiation.id,
    clocks,
    (party, demand) => parties.has(party) && demands.has(demand),
  );
}
