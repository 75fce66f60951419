import type { Negotiation } from '../../domain/structure/negotiation.js';
import type { RecordState } from '../../domain/log/record-state.js';
import { paths } from '../frame/paths.js';

/** The page of the cell that the record is in. */
export function positionUrl(
  { slug, parties, demands }: Negotiation,
  { stance }: { readonly stance: Pick<RecordState['stance'], 'party' | 'demand'> },
): string {
  const party = parties.find(({ id }) => id === stance.party)?.slug ?? '';
  const demand = demands.find(({ id }) => id === stance.demand)?.slug ?? '';
  return paths.position(slug, party, demand);
}
