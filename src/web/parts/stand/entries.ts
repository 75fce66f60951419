import { noFilter } from '../../../domain/cells/position-filter.js';
import { filterEntries } from '../../frame/reading/position-filter.js';
import type { StandFacts } from './facts.js';

/** What a reader asks for besides the clocks, as parameters of an address. */
export function standEntries({ asked, since }: Pick<StandFacts, 'asked' | 'since'>): [string, string][] {
  const { among, alone, filter, order } = asked;
  return [
    ...(alone === null ? among : [alone]).map(({ slug }): [string, string] => ['with', slug]),
    ...filterEntries({ ...filter, withClosed: false }),
    ...(order === 'gap' ? [] : [['sort', order] as [string, string]]),
    ...(since === null || since.event !== null ? [] : [['since', since.day] as [string, string]]),
    ...filterEntries({ ...noFilter, withClosed: filter.withClosed }),
  ];
}
