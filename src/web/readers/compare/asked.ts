import type { Request } from 'express';
import { comparedDemands } from '../../../domain/cells/alignment.js';
import { askedDemands, type PositionFilter } from '../../../domain/cells/position-filter.js';
import type { Demand, Party } from '../../../domain/structure/negotiation.js';
import {
  closedName,
  type FilterName,
  positionFilterOf,
  textName,
} from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';

/** The parts of the filter by which a comparison is narrowed; its parties stand in its path. */
export const compareFilter: readonly FilterName[] = [
  'topic',
  'position',
  'attribution',
  textName,
  closedName,
];

/** What the address asks of two parties. */
export interface CompareAsked {
  readonly parties: readonly [Party, Party];
  readonly filter: PositionFilter;
  /** Every demand that fits, past ones too. */
  readonly all: readonly Demand[];
  /** Those on which the two are compared. */
  readonly demands: readonly Demand[];
}

/** 400 with a sentence for unknown values. */
export function compareAsked(
  request: Request,
  { negotiation, log, clocks }: Reading,
  parties: readonly [Party, Party],
): CompareAsked {
  const filter = positionFilterOf(request, negotiation);
  const all = askedDemands({ parties, demands: negotiation.demands }, filter, log, clocks);
  const demands = comparedDemands({ ...negotiation, demands: all }, clocks, filter.withClosed);
  return { parties, filter, all, demands };
}
