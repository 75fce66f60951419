import type { Request } from 'express';
import type { Counted } from '../../../data/log/updates.js';
import { isAsked, isAskedDemand, type PositionFilter } from '../../../domain/cells/position-filter.js';
import { positionFilterOf } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';

/** The parameters by which the list of updates is narrowed, each as often as wanted. */
export const updateFilterNames = ['party', 'topic'];

/** Updates with a stance of one of these parties on one of these topics; empty lists restrict nothing. */
export type UpdatesFilter = Pick<PositionFilter, 'parties' | 'topics'>;

/** 400 with a sentence for an unknown name. */
export function updatesFilterOf(request: Request, { negotiation }: Reading): UpdatesFilter {
  const { parties, topics } = positionFilterOf(request, negotiation);
  return { parties, topics };
}

/** What of each update counts: at the clocks, and only in the cells that are asked for. Null for all. */
export function countedOfUpdates(
  { memory }: Services,
  { negotiation, clocks }: Reading,
  { parties, topics }: UpdatesFilter,
): Promise<Counted | null> {
  if (parties.length + topics.length === 0) return memory.countedAt(negotiation.id, clocks);
  const asked = { parties, topics, text: '', positions: [], attributions: [], withClosed: true };
  const columns = new Set(negotiation.parties.filter((each) => isAsked(each, asked)).map(({ id }) => id));
  const rows = new Set(negotiation.demands.filter((each) => isAskedDemand(each, asked)).map(({ id }) => id));
  return memory.countedAt(negotiation.id, clocks, (party, demand) => columns.has(party) && rows.has(demand));
}

/** The filter as parameters of an address. */
export function updateFilterEntries({ parties, topics }: UpdatesFilter): [string, string][] {
  return [
    ...parties.map((slug): [string, string] => ['party', slug]),
    ...topics.map((slug): [string, string] => ['topic', slug]),
  ];
}
