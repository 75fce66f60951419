import { deniedReports } from '../../data/log/denied-reports.js';
import type { NegotiationCounts } from '../../data/memory/log.js';
import {
  filteredNegotiation,
  isFiltered,
  noFilter,
  type PositionFilter,
} from '../../domain/cells/position-filter.js';
import type { Reading } from '../frame/reading/reading.js';
import type { MatrixFacts } from './matrix-figure.js';
import type { Services } from '../frame/services.js';

/** What a matrix shows besides its cells. */
export async function factsOfMatrix(
  services: Services,
  reading: Reading,
  filter: PositionFilter = noFilter,
): Promise<MatrixFacts> {
  const { log, clocks } = reading;
  const counts = await countsOf(services, reading, filter);
  const denied = await deniedReports(services.database.read, log.deniedCells(clocks), clocks.known);
  return { counts, denied };
}

/** How many records and sources are behind its cells: those at its clocks, in the rows and columns shown. */
function countsOf(
  { memory }: Services,
  { negotiation, log, clocks }: Reading,
  filter: PositionFilter,
): Promise<NegotiationCounts> {
  const shown = filteredNegotiation(negotiation, filter, log, clocks);
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
