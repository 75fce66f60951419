import type { Comparison } from '../../../domain/cells/comparison.js';
import type { PositionFilter } from '../../../domain/cells/position-filter.js';
import type { Party } from '../../../domain/structure/negotiation.js';
import type { Day } from '../../../domain/when.js';
import { paths, withQuery } from '../../frame/paths.js';
import { closedName } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';

/** What differs from the page in another address of it. */
export interface AddressChange {
  readonly parties?: readonly string[];
  readonly topics?: readonly string[];
  readonly relation?: Comparison | null;
  readonly from?: Day | null;
  readonly to?: Day | null;
}

export type AddressWith = (change: AddressChange) => string;

/** The page of two parties, which counts as this one does. */
export function compareUrl(
  { negotiation, givenQuery }: Reading,
  { withClosed }: PositionFilter,
  one: Party,
  other: Party,
): string {
  const path = paths.compare(negotiation.slug, one.slug, other.slug);
  return withQuery(path, withClosed ? { ...givenQuery, [closedName]: '1' } : givenQuery);
}
