import { othersTurn } from '../../data/engine/others-turn.js';
import { deniedReports } from '../../data/memory/denied-reports.js';
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
import { type OwnCitation, ownCitations } from '../../domain/structure/own-citations.js';
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
  await othersTurn();
  const counts = await countsOf(services, reading, shown, filter);
  const denied = await deniedReports(
    { read: services.database.read, memory: services.memory },
    negotiation.id,
    matrix.flat(),
    clocks.known,
  );
  return { shown, matrix, counts, denied };
}

/** How many records and sources are behind it: those at its clocks, in the rows and columns shown. */
function countsOf(
  { memory }: Services,
  reading: Reading,
  shown: Negotiation,
  filter: PositionFilter,
): Promise<NegotiationCounts> {
  const { negotiation, clocks } = reading;
  const isWhole =
    shown.parties.length === negotiation.parties.length &&
    shown.demands.length === negotiation.demands.length;
  const own = ownCitations(reading, clocks.asOf);
  if (!isFiltered(filter) && isWhole) return memory.countsOf(negotiation.id, clocks, new Set(own.keys()));
  const [parties, demands] = [shown.parties, shown.demands].map(
    (rows) => new Set(rows.map(({ id }) => id)),
  ) as [Set<number>, Set<number>];
  const isShown = ({ party, demand }: OwnCitation) =>
    (party === null || parties.has(party)) && (demand === null || demands.has(demand));
  const ofShown = [...own].flatMap(([source, citations]) => (citations.some(isShown) ? [source] : []));
  return memory.countsOf(
    negotiation.id,
    clocks,
    new Set(ofShown),
    (party, demand) => parties.has(party) && demands.has(demand),
  );
}
