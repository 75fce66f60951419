import type { Request } from 'express';
import { cellsOfUpdates } from '../../../data/log/update-contents.js';
import type { Counted } from '../../../data/log/updates.js';
import { contentsOfUpdate, type UpdateContents } from '../../../domain/cells/update-contents.js';
import { askedCells, type PositionFilter } from '../../../domain/cells/position-filter.js';
import { type FilterName, positionFilterOf } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';

/** The parameters by which the list of updates is narrowed, each as often as wanted. */
export const updateFilterNames = ['party', 'topic'] as const satisfies readonly FilterName[];

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
  return memory.countedAt(negotiation.id, clocks, askedCells(negotiation, { parties, topics }));
}

/** Who says what in each of these updates, and when, as far as it is asked for. */
export async function contentsOfUpdates(
  { database }: Services,
  { negotiation, clocks }: Reading,
  updates: readonly number[],
  filter: UpdatesFilter,
): Promise<(update: number) => UpdateContents> {
  const cells = await cellsOfUpdates(database.read, updates, clocks.asOf);
  const isMeant = askedCells(negotiation, filter);
  return (update) => {
    const own = cells.get(update) ?? [];
    return contentsOfUpdate(
      negotiation,
      own.filter(({ party, demand }) => isMeant(party, demand)),
    );
  };
}

/** The filter as parameters of an address. */
export function updateFilterEntries({ parties, topics }: UpdatesFilter): [string, string][] {
  return [
    ...parties.map((slug): [string, string] => ['party', slug]),
    ...topics.map((slug): [string, string] => ['topic', slug]),
  ];
}
