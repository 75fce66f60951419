import type { Request } from 'express';
import { askedDemands, isAskedDemand, type PositionFilter } from '../../../domain/cells/position-filter.js';
import type { Demand, Party } from '../../../domain/structure/negotiation.js';
import { type FilterName, positionFilterOf, textName } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';

/** The parts of the filter by which the page of a party is narrowed. */
export const partyFilter: readonly FilterName[] = ['topic', 'position', 'attribution', textName];

/** Those that also narrow what is counted, and compared with other parties: whatever it holds. */
export const countedFilter: readonly FilterName[] = ['topic', textName];

/** What the address asks of a party. */
export interface PartyAsked {
  readonly party: Party;
  readonly filter: PositionFilter;
  /** The demands that are listed: those that fit, with its position on each. */
  readonly demands: readonly Demand[];
  /** Those on which it is counted and compared: those on the topics and with the words asked for, whatever it holds. */
  readonly compared: readonly Demand[];
}

/** 400 with a sentence for unknown values. */
export function partyAsked(request: Request, reading: Reading, party: Party): PartyAsked {
  const { negotiation, log, clocks } = reading;
  const filter = positionFilterOf(request, negotiation);
  const compared = negotiation.demands.filter((demand) => isAskedDemand(demand, filter));
  return {
    ...{ party, filter, compared },
    demands: askedDemands({ parties: [party], demands: compared }, filter, log, clocks),
  };
}
