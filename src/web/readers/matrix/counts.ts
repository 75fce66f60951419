import type { NegotiationCounts } from '../../../data/memory/log.js';
import {
  filteredNegotiation,
  isFiltered,
  noFilter,
  type PositionFilter,
} from '../../../domain/cells/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';

/**
 * How many records and sources are behind the cells of a matrix: those at its clocks, in the rows and columns shown.
 */
export function countsOfMatrix(
  { memory }: Pick<Services, 'memory'>,
  { negotiation, log, clocks }: Reading,
  filter: PositionFilter = noFilter,
): Promise<NegotiationCounts> {
  if (!isFiltered(filter)) return memory.countsOf(negotiation.id, clocks);
  const shown = filteredNegotiation(negotiation, filter, log, clocks);
  const [parties, demands] = [shown.parties, shown.demands].map(
    (rows) => new Set(rows.map(({ id }) => id)),
  ) as [Set<number>, Set<number>];
  return memory.countsOf(
    negotiation.id,
    clocks,
    (party, demand) => parties.has(party) && demands.has(demand),
  );
}
