import { usualStaleMonths } from '../../../domain/cells/stale.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { closedName, filterNames, textName } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type Filters, filtersOf } from '../../parts/filters.js';
import { askedEntries, type MatrixAsked, monthsInWords } from '../../parts/matrix-figure.js';

const offeredMonths = [1, 3, 6, 12];

/** The filter of the matrix, and after how many months it marks a position as old. */
export function matrixFilters(reading: Reading, asked: MatrixAsked): Filters {
  const { negotiation, givenQuery } = reading;
  const { filter, staleMonths } = asked;
  const path = paths.negotiation(negotiation.slug);
  return {
    ...filtersOf(reading, filter, [...filterNames, textName, closedName], (other) =>
      withQuery(path, [...queryEntries(givenQuery), ...askedEntries({ ...asked, filter: other })]),
    ),
    stale: [...new Set([...offeredMonths, staleMonths])]
      .sort((one, other) => one - other)
      .map((months) => ({
        value: months === usualStaleMonths ? '' : String(months),
        label: monthsInWords(months),
        isChosen: months === staleMonths,
      })),
  };
}
