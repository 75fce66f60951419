import { type PositionFilter, noFilter } from '../../domain/cells/position-filter.js';
import { isolating, listed } from '../../domain/isolation.js';
import type { Link } from '../frame/layout.js';
import {
  filterControls,
  type FilterControls,
  type FilterName,
  textName,
} from '../frame/reading/position-filter.js';
import type { Reading } from '../frame/reading/reading.js';

/**
 * The filter of a page, beside the clocks and in one form with them: each name opens its boxes, and what is chosen stands
 * below and can be taken away one by one.
 */
export interface Filters {
  /** Sent along, so that another filter shows what is closed too. */
  readonly withClosed: boolean;
  readonly groups: FilterControls['groups'];
  /** What is searched for; null where the page is not filtered by words. */
  readonly text: string | null;
  /** “Words of a demand”. */
  readonly textLabel: string;
  /** The ages after which a matrix marks a position; none elsewhere. */
  readonly stale: readonly { readonly value: string; readonly label: string; readonly isChosen: boolean }[];
  /** What is chosen, each with the address of the page without it. */
  readonly chosen: readonly Link[];
  /** The address without any of it; null if nothing is chosen. */
  readonly none: Link | null;
}

/** What a page says where its filter leaves nothing. */
export const nothingFits = 'Nothing fits this filter. Take one of its conditions away.';

/**
 * @param names the parts of the filter that the page offers
 * @param urlOf the address of the page with another filter
 */
export function filtersOf(
  { negotiation }: Pick<Reading, 'negotiation'>,
  filter: PositionFilter,
  names: readonly FilterName[],
  urlOf: (filter: PositionFilter) => string,
  textLabel = 'Words of a demand',
): Filters {
  const controls = filterControls(negotiation, filter, names);
  const without = (less: Partial<PositionFilter>) => urlOf({ ...filter, ...less });
  const chosen = [
    ...controls.groups.flatMap(({ name, choices }) =>
      choices
        .filter(({ isChosen }) => isChosen)
        .map(({ label, value }) => ({ label, url: without(lessOne(filter, name, value)) })),
    ),
    ...(filter.text === '' ? [] : [{ label: isolating`“${filter.text}”`, url: without({ text: '' }) }]),
  ];
  const { withClosed } = filter;
  return {
    withClosed,
    groups: controls.groups,
    text: names.includes(textName) ? filter.text : null,
    textLabel,
    stale: [],
    chosen,
    none: chosen.length < 2 ? null : { label: 'Show all', url: urlOf({ ...noFilter, withClosed }) },
  };
}

/** More of what is chosen is counted, not named. */
const mostNamed = 6;

/**
 * “Filter: Territory, “donbas”. ”, before a sentence that counts only what fits these parts of the filter; empty where
 * none of them is asked for.
 */
export function filterWords(
  { negotiation }: Pick<Reading, 'negotiation'>,
  filter: PositionFilter,
  names: readonly FilterName[],
): string {
  const { groups } = filterControls(negotiation, filter, names);
  const chosen = [
    ...groups.flatMap(({ choices }) => choices.filter(({ isChosen }) => isChosen)).map(({ label }) => label),
    ...(filter.text === '' || !names.includes(textName) ? [] : [isolating`“${filter.text}”`]),
  ];
  if (chosen.length === 0) return '';
  const more = chosen.length > mostNamed ? ` and ${chosen.length - mostNamed} more` : '';
  return `Filter: ${listed(chosen.slice(0, mostNamed))}${more}. `;
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
