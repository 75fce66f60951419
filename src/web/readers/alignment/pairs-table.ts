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
  /** The relation that the numbers count. */
  readonly counted: RelationView;
  /** What the bars show, and in the table each with the address where it is counted alone. */
  readonly key: readonly (RelationView & { readonly url: string; readonly isChosen: boolean })[];
  readonly columns: readonly { readonly name: string; readonly short: string }[];
  readonly rows: readonly {
    readonly party: Link & { readonly name: string };
    readonly cells: readonly PairCell[];
  }[];
  /** For a phone, which has no room for the table: the pairs that stand so most often, and how many more there are. */
  readonly list: {
    readonly title: string;
    readonly pairs: readonly (Link & { readonly count: number; readonly of: string })[];
  };
}

export interface PairCell {
  readonly url: string;
  /** “Russia and Ukraine: both for on 1, on opposite sides on 4; 3 rest on reports; not known of both on 6”. */
  readonly words: string;
  /** On how many demands they stand so; null where of none both positions are known. */
  readonly count: number | null;
  /** “of 17”: on how many it is known where both stand. */
  readonly of: string;
  /** Of what is known. */
  readonly bar: BarView;
  /** How often the relation is found, in four steps. */
  readonly step: number;
}

export function pairsTable(
  reading: Reading,
  { parties, between, relation, filter }: AlignmentAsked,
  addressWith: AddressWith,
): PairsTable | null {
  if (parties.length < 2) return null;
  const { negotiation, givenQuery } = reading;
  const isDense = parties.length > mostWithAllCounts;
  const only = relation ?? 'opposite_sides';
  const rows = parties.slice(1).map((party, index) => ({
    party,
    pairs: parties.slice(0, index + 1).map((other) => between(other, party)),
  }));
  const all = rows.flatMap(({ pairs }) => pairs);
  const highest = all.reduce((most, { counts }) => Math.max(most, counts[only]), 0);
  return {
    isDense,
    counted: relationView(only),
    key: relationViews.map((view) => ({
      ...view,
      url: addressWith({ relation: view.value }),
      isChosen: view.value === only,
    })),
    columns: parties.slice(0, -1).map(({ name, shortName }) => ({ name, short: shortName ?? name })),
    list: listOf(reading, filter, all, only),
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
      of: ofWords(pair, relation),
    })),
  };
}

function shortOf({ name, shortName }: Party): string {
  return shortName ?? name;
}

/** “of 17”: those where both stand is known; of what is not known, of all. */
function ofWords({ counted, counts }: Alignment, relation: Comparison): string {
  return `of ${relation === 'not_known' ? counted.length : counted.length - counts.not_known}`;
}

function pairCell(url: string, pair: Alignment, only: Comparison, highest: number): PairCell {
  const [one, other] = pair.parties;
  const all = relationViews.map(({ value }) => ({ value, count: pair.counts[value] }));
  const found = all.filter(({ count }) => count > 0);
  const reported = pair.counted.filter(({ isReported }) => isReported).length;
  const own = pair.counts[only];
  const isAnyKnown = pair.counts.not_known < pair.counted.length;
  return {
    url,
    words: cellWords([one, other], found, reported),
    count: isAnyKnown || own > 0 ? own : null,
    of: ofWords(pair, only),
    bar: barOf(pair, true),
    step: Math.ceil((own / Math.max(highest, 1)) * 4),
  };
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
