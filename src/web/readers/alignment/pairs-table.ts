import type { Alignment } from '../../../domain/cells/alignment.js';
import type { Comparison } from '../../../domain/cells/comparison.js';
import { isolating, listed } from '../../../domain/isolation.js';
import type { Party } from '../../../domain/structure/negotiation.js';
import type { Link } from '../../frame/layout.js';
import { paths, withQuery } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type AddressWith, compareUrl } from './address-with.js';
import type { AlignmentAsked } from './asked.js';
import { knownRelations, relationView, type RelationView, relationViews } from './relations.js';
import { type BarView, barOf } from './bar.js';

/** Of more parties than these a cell holds one number. */
const mostWithAllCounts = 13;
/** So many pairs are listed on a phone. */
const mostListed = 60;

/** Every pair of parties in half a table: each row a party, each column one of those before it. */
export interface PairsTable {
  /** True if there is room for one number in a cell only. */
  readonly isDense: boolean;
  /** The relation that the numbers count; null if all are counted. */
  readonly counted: RelationView | null;
  /** What the bars show, and in the table each with the address where it is counted alone. */
  readonly key: readonly (RelationView & { readonly url: string; readonly isChosen: boolean })[];
  /** Back to all counts; null where they are shown, or have no room. */
  readonly allCounts: string | null;
  readonly columns: readonly { readonly name: string; readonly short: string }[];
  readonly rows: readonly {
    readonly party: Link & { readonly name: string };
    readonly cells: readonly PairCell[];
  }[];
  /** For a phone, which has no room for the table: the pairs that stand so most often, and how many more there are. */
  readonly list: { readonly title: string; readonly pairs: readonly (Link & { readonly count: number })[] };
}

export interface PairCell {
  readonly url: string;
  /** “Russia and Ukraine: both for on 1, on opposite sides on 4; 3 rest on reports; not known of both on 6”. */
  readonly words: string;
  readonly counts: readonly {
    readonly value: Comparison;
    readonly signs: RelationView['signs'];
    readonly count: number;
  }[];
  /** “3 on reports”; null for none. */
  readonly reports: string | null;
  readonly bar: BarView;
  /** How often the one relation that is counted is found, in four steps; null where all are counted. */
  readonly step: number | null;
}

export function pairsTable(
  reading: Reading,
  { parties, between, relation, filter }: AlignmentAsked,
  addressWith: AddressWith,
): PairsTable | null {
  if (parties.length < 2) return null;
  const { negotiation, givenQuery } = reading;
  const isDense = parties.length > mostWithAllCounts;
  const only = relation ?? (isDense ? 'opposite_sides' : null);
  const rows = parties.slice(1).map((party, index) => ({
    party,
    pairs: parties.slice(0, index + 1).map((other) => between(other, party)),
  }));
  const highest =
    only === null
      ? 0
      : highestCount(
          rows.flatMap(({ pairs }) => pairs),
          only,
        );
  return {
    isDense,
    counted: only && relationView(only),
    key: relationViews.map((view) => ({
      ...view,
      url: addressWith({ relation: view.value }),
      isChosen: view.value === only,
    })),
    allCounts: only === null || isDense ? null : addressWith({ relation: null }),
    columns: parties.slice(0, -1).map(({ name, shortName }) => ({ name, short: shortName ?? name })),
    list: listOf(
      reading,
      filter,
      rows.flatMap(({ pairs }) => pairs),
      only ?? 'opposite_sides',
    ),
    rows: rows.map(({ party, pairs }) => ({
      party: {
        name: party.name,
        label: shortOf(party),
        url: withQuery(paths.party(negotiation.slug, party.slug), givenQuery),
      },
      cells: pairs.map((pair) => pairCell(compareUrl(reading, filter, ...pair.parties), pair, only, highest)),
    })),
  };
}

function listOf(
  reading: Reading,
  filter: AlignmentAsked['filter'],
  pairs: readonly Alignment[],
  relation: Comparison,
): PairsTable['list'] {
  const found = pairs.filter(({ counts }) => counts[relation] > 0);
  const sorted = found.sort((one, other) => other.counts[relation] - one.counts[relation]);
  const label = relationView(relation).label;
  const title = `All pairs: ${label.charAt(0).toLowerCase()}${label.slice(1)}, the most first`;
  return {
    title:
      found.length > mostListed
        ? title.replace('All pairs', `${mostListed} of ${found.length} pairs`)
        : title,
    pairs: sorted.slice(0, mostListed).map((pair) => ({
      label: listed(pair.parties.map(shortOf), '–'),
      url: compareUrl(reading, filter, ...pair.parties),
      count: pair.counts[relation],
    })),
  };
}

function shortOf({ name, shortName }: Party): string {
  return shortName ?? name;
}

function highestCount(pairs: readonly Alignment[], relation: Comparison): number {
  return pairs.reduce((highest, pair) => Math.max(highest, pair.counts[relation]), 0);
}

function pairCell(url: string, pair: Alignment, only: Comparison | null, highest: number): PairCell {
  const [one, other] = pair.parties;
  const all = relationViews.map(({ value, signs }) => ({ value, signs, count: pair.counts[value] }));
  const found = all.filter(({ count }) => count > 0);
  const shown = only === null ? found.filter(isKnown) : found.filter(({ value }) => value === only);
  const reported = pair.counted.filter(({ isReported }) => isReported).length;
  const own = found.find(({ value }) => value === only)?.count ?? 0;
  return {
    url,
    words: cellWords([one, other], found, reported),
    counts: shown,
    reports: only !== null || reported === 0 ? null : `${reported} on reports`,
    bar: barOf(pair),
    step: only === null ? null : Math.ceil((own / Math.max(highest, 1)) * 4),
  };
}

function isKnown({ value }: { readonly value: Comparison }): boolean {
  return value !== 'not_known';
}

function cellWords(
  [one, other]: readonly [Party, Party],
  found: readonly { readonly value: Comparison; readonly count: number }[],
  reported: number,
): string {
  const of = (value: Comparison) => found.find((each) => each.value === value)?.count ?? 0;
  const known = knownRelations.flatMap(({ value, label }) =>
    of(value) === 0 ? [] : [`${label.toLowerCase()} on ${of(value)}`],
  );
  const parts = [
    ...(known.length === 0 ? [] : [known.join(', ')]),
    ...(reported === 0 ? [] : [`${reported} of them ${reported === 1 ? 'rests' : 'rest'} on reports`]),
    ...(of('not_known') === 0 ? [] : [`not known of both on ${of('not_known')}`]),
  ];
  return isolating`${one.name} and ${other.name}: ${parts.join('; ') || 'no demand to compare'}`;
}
