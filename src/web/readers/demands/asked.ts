import type { Request } from 'express';
import { askedParties, type PositionFilter } from '../../../domain/cells/position-filter.js';
import type { Demand, Party } from '../../../domain/structure/negotiation.js';
import { type FilterName, positionFilterOf } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';

/** The parts of the filter by which the page of a demand is narrowed. */
export const demandFilter: readonly FilterName[] = ['party', 'position', 'attribution'];

/** What the address asks of a demand. */
export interface DemandAsked {
  readonly demand: Demand;
  readonly filter: PositionFilter;
  /** Whose positions are shown; the gap is among all that it needs, whoever is shown. */
  readonly parties: readonly Party[];
}

/** 400 with a sentence for unknown values. */
export function demandAsked(
  request: Request,
  { negotiation, log, clocks }: Reading,
  demand: Demand,
): DemandAsked {
  const filter = positionFilterOf(request, negotiation);
  const { parties } = negotiation;
  return { demand, filter, parties: askedParties({ parties, demands: [demand] }, filter, log, clocks) };
}
