import { isolating } from '../../../domain/isolation.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { AddressChange, AddressWith } from './address-with.js';
import { type AlignmentAsked, pairsAsked } from './asked.js';
import { type MovesView, movesView } from './moves-view.js';
import { type PairsTable, pairsTable } from './pairs-table.js';
import { type PartyList, partyList } from './party-list.js';
import { alignmentSentence } from './sentence.js';

/** A filter as a link that sets it or takes it back. */
export interface FilterChip extends Link {
  readonly isChosen: boolean;
}

/** Party by party: on how many demands any two are both for, both against, or on opposite sides, and who moved. */
export interface AlignmentPage extends Page {
  readonly heading: string;
  readonly summary: string;
  /** What is not counted: “2 demands are past and not counted.”; null if nothing is left out. */
  readonly leftOut: string | null;
  readonly controls: ClockControls;
  readonly topics: readonly FilterChip[];
  readonly moves: MovesView;
  /** Null where there are no two parties. */
  readonly table: PairsTable | null;
  /** Null where there is no party. */
  readonly party: PartyList | null;
  /** What the form that picks a party sends along. */
  readonly kept: readonly { readonly name: string; readonly value: string }[];
}

export function alignmentPage(
  reading: Reading,
  asked: AlignmentAsked,
  parameters: URLSearchParams,
): AlignmentPage {
  const { negotiation, givenQuery } = reading;
  const { filter, relation, moves } = asked;
  const path = paths.alignment(negotiation.slug);
  const given = { from: parameters.get('from') || null, to: parameters.get('to') || null };
  const entriesWith = ({ parties, topics, ...others }: AddressChange): [string, string][] => {
    const { parties: chosen, topics: ofTopics } = filter;
    const kept = filterEntries({ ...filter, parties: parties ?? chosen, topics: topics ?? ofTopics });
    return [...queryEntries({ ...given, relation, ...others }), ...kept];
  };
  const addressWith: AddressWith = (change) =>
    withQuery(path, [...queryEntries(givenQuery), ...entriesWith(change)]);
  const period = { from: moves.from, to: moves.to };
  const pairs = pairsAsked(asked).map(([one, other]) => asked.between(one, other));
  const summary = alignmentSentence(pairs);
  const head = readingHead(reading, {
    title: isolating`Alignment, party by party: ${negotiation.name}`,
    description: summary,
    path,
    more: entriesWith(period),
    pictureAt: path,
    tableQuery: entriesWith({ ...period, relation: null }),
  });
  const kept = entriesWith({ from: null, to: null });
  return {
    head,
    heading: 'Alignment',
    summary,
    leftOut: leftOutWords(asked),
    controls: clockControls(reading, path, { kept }),
    topics: topicChips(reading, asked, addressWith),
    moves: movesView(reading, asked, {
      action: path,
      kept: [...queryEntries(givenQuery), ...kept],
      addressWith,
    }),
    table: pairsTable(reading, asked, addressWith),
    party: partyList(reading, asked, addressWith),
    kept: [...queryEntries(givenQuery), ...entriesWith({ parties: [] })].map(([name, value]) => ({
      name,
      value,
    })),
  };
}

function topicChips(
  { negotiation }: Reading,
  { filter }: AlignmentAsked,
  addressWith: AddressWith,
): FilterChip[] {
  const { topics, demands } = negotiation;
  const present = topics.filter(({ id }) => demands.some(({ topic }) => topic.id === id));
  const chip = (label: string, wanted: readonly string[], isChosen: boolean) => ({
    label,
    url: addressWith({ topics: wanted }),
    isChosen,
  });
  const all = chip('All topics', [], filter.topics.length === 0);
  const chips = present.map(({ slug, name }) => {
    const isChosen = filter.topics.includes(slug);
    const others = filter.topics.filter((each) => each !== slug);
    return chip(name, isChosen ? others : [...others, slug], isChosen);
  });
  return present.length < 2 ? [] : [all, ...chips];
}

/** “Not counted: 2 demands that are past, 1 closed or replaced.”; null if all are. */
function leftOutWords({ leftOut: { past, closed } }: AlignmentAsked): string | null {
  const parts = [
    ...(past > 0 ? [`${past} past`] : []),
    ...(closed > 0 ? [`${closed} closed or replaced`] : []),
  ];
  return parts.length === 0 ? null : `Not counted, of the demands: ${parts.join(', ')}.`;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/alignment/alignment': AlignmentPage;
  }
}
