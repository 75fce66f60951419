import { usualStaleMonths } from '../../../domain/cells/stale.js';
import type { PositionFilter } from '../../../domain/cells/position-filter.js';
import { isolating } from '../../../domain/isolation.js';
import type { Link } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { filterControls, type FilterControls } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import { askedEntries, type MatrixAsked, monthsInWords } from '../../parts/matrix-figure.js';

/**
 * The filter of the matrix, beside the clocks and in one form with them: each name opens its boxes, and what is chosen
 * stands below and can be taken away one by one.
 */
export interface MatrixFilters {
  /** Sent along, so that another filter shows what is closed too. */
  readonly withClosed: boolean;
  readonly groups: FilterControls['groups'];
  readonly text: string;
  readonly stale: readonly { readonly value: string; readonly label: string; readonly isChosen: boolean }[];
  /** What is chosen, each with the address of the matrix without it. */
  readonly chosen: readonly Link[];
  /** The address without any of it; null if nothing is chosen. */
  readonly none: Link | null;
}

const offeredMonths = [1, 3, 6, 12];

export function matrixFilters(reading: Reading, asked: MatrixAsked): MatrixFilters {
  const { negotiation, givenQuery } = reading;
  const { filter, staleMonths } = asked;
  const controls = filterControls(negotiation, filter);
  const path = paths.negotiation(negotiation.slug);
  const without = (less: Partial<PositionFilter>) =>
    withQuery(path, [
      ...queryEntries(givenQuery),
      ...askedEntries({ ...asked, filter: { ...filter, ...less } }),
    ]);
  const chosen = [
    ...controls.groups.flatMap(({ name, choices }) =>
      choices
        .filter(({ isChosen }) => isChosen)
        .map(({ label, value }) => ({ label, url: without(lessOne(filter, name, value)) })),
    ),
    ...(filter.text === '' ? [] : [{ label: isolating`“${filter.text}”`, url: without({ text: '' }) }]),
  ];
  const nothing = { parties: [], topics: [], positions: [], attributions: [], text: '' };
  return {
    withClosed: filter.withClosed,
    groups: controls.groups,
    text: filter.text,
    stale: [...new Set([...offeredMonths, staleMonths])]
      .sort((one, other) => one - other)
      .map((months) => ({
        value: months === usualStaleMonths ? '' : String(months),
        label: monthsInWords(months),
        isChosen: months === staleMonths,
      })),
    chosen,
    none: chosen.length < 2 ? null : { label: 'Show all', url: without(nothing) },
  };
}

/** The lists of a filter by the names of their parameters. */
const lists = {
  party: 'parties',
  topic: 'topics',
  position: 'positions',
  attribution: 'attributions',
} as const satisfies Record<string, keyof PositionFilter>;

function lessOne(filter: PositionFilter, name: string, value: string): Partial<PositionFilter> {
  const list = lists[name as keyof typeof lists];
  return { [list]: filter[list].filter((each) => each !== value) };
}
