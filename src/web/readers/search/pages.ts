import { isolating } from '../../../domain/isolation.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import { excerptOf, longestSearch, type MarkedPart, type SearchTerm } from '../../../domain/search.js';
import { type StanceState, stanceStatuses } from '../../../domain/cells/stance-status.js';
import { type EdtfDate, longDate } from '../../../domain/when.js';
import { counted, positionSentence } from '../../../domain/cells/wording.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, recordPlace, withQuery } from '../../frame/paths.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { Filters } from '../../parts/filters.js';
import type { OwnNoun } from '../../parts/own-act.js';
import { attributionText } from '../../parts/stances/stance-view.js';
import { type EdgeKey, edgeKey, type ValueView, valueView } from '../../parts/stances/value-view.js';
import { kindName, type SearchKind, searchKinds } from './kinds.js';
import { type FoundText, foundTexts } from './texts.js';

/** The results of a search: demands, speakers and sources with matching names, and matching stances. */
export interface SearchPage extends Page {
  readonly controls: ClockControls;
  readonly filters: Filters;
  readonly action: string;
  readonly text: string;
  readonly mostLetters: number;
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  readonly orders: readonly { readonly value: string; readonly label: string; readonly isChosen: boolean }[];
  readonly summary: string;
  /** What can be searched, as long as no words are typed, and what lists and files there are; null once something is found. */
  readonly offers: {
    readonly kinds: readonly (Link & { readonly foundBy: string })[];
    readonly lists: readonly Link[];
  } | null;
  /** Parties and topics with these words in their names: before all else. */
  readonly first: readonly {
    readonly kind: string;
    readonly url: string;
    readonly parts: readonly MarkedPart[];
  }[];
  readonly names: readonly {
    readonly kind: string;
    readonly url: string;
    readonly parts: readonly MarkedPart[];
    /** What it says, of what is published by itself; empty for a name. */
    readonly details: readonly MarkedPart[];
    /** Its day or days; null where it has none, or its words say them. */
    readonly days: string | null;
    readonly status: string | null;
  }[];
  readonly stances: readonly {
    readonly sentence: string;
    readonly url: string;
    readonly value: ValueView;
    /** True of a record that was retracted: its value is struck through. */
    readonly isStruck: boolean;
    readonly details: string;
    /** “Superseded”, “Corrected”; null if it is standing. */
    readonly status: string | null;
    readonly texts: readonly FoundText[];
  }[];
  readonly edges: readonly EdgeKey[];
  readonly further: readonly Link[];
}

export type SearchOrder = 'newest' | 'best';

/** A name with its text, or something published by itself with its title, and where it is found. */
export interface NamedHit {
  readonly kind: Exclude<keyof typeof kindLabels, 'party' | 'topic'>;
  readonly id: number;
  readonly words: string;
  readonly path: string;
  readonly place: string;
  /** What it says. */
  readonly details: string | null;
  /** The day of it, or the last of several; null where it has none. */
  readonly date: EdtfDate | null;
  /** The same in words, where its own words do not say it. */
  readonly days: string | null;
  /** “Retracted”, “Corrected”; null if its words stand. */
  readonly status: string | null;
}

/** A party or a topic with the words in its name; a topic is the part of the matrix that is about it. */
export interface FirstHit {
  readonly kind: 'party' | 'topic';
  readonly id: number;
  readonly words: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
}

/** One page of a list. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  /** How many are on earlier pages, and on all. */
  readonly before: number;
  readonly count: number;
}

export interface SearchFacts {
  readonly reading: Reading;
  readonly text: string;
  readonly terms: readonly SearchTerm[];
  readonly order: SearchOrder;
  /** None for all. */
  readonly kinds: readonly SearchKind[];
  /** The first is 1. */
  readonly page: number;
  /** Parties and topics, each with its address; on the first page only. */
  readonly first: readonly FirstHit[];
  readonly names: PageOf<NamedHit>;
  readonly stances: PageOf<{ readonly entry: PublishedEntry; readonly state: StanceState }>;
  /** If there are very many, how many of the newest were looked at; null if all were. */
  readonly looked: number | null;
  /** If there are very many headlines or other texts, how many of the newest were looked at; else null. */
  readonly cut: number | null;
}

const kindLabels = {
  party: 'Party',
  topic: 'Topic',
  demand: 'Demand',
  question: 'Question',
  speaker: 'Speaker',
  source: 'Source',
  headline: 'Update',
  outcome: 'Outcome',
  account: 'Account of compliance',
  briefing: 'Briefing',
  reservation: 'Reservation',
  withdrawal: 'Withdrawal',
  proposition: 'Proposition',
  closing: 'Closing',
  alternative: 'Alternative',
} as const satisfies Readonly<Record<OwnNoun, string>> & Readonly<Record<string, string>>;

export function searchPage(facts: SearchFacts): SearchPage {
  const { reading, text, order, kinds, first, names, stances } = facts;
  const { negotiation, givenQuery } = reading;
  const path = paths.search(negotiation.slug);
  const words = queryEntries({ q: text || null, order: order === 'newest' ? null : order });
  const moreWith = (others: readonly SearchKind[]) => [
    ...words,
    ...others.map((kind): [string, string] => [kindName, kind]),
  ];
  const more = moreWith(kinds);
  const urlOf = (others: readonly SearchKind[]) =>
    withQuery(path, [...queryEntries(givenQuery), ...moreWith(others)]);
  const head = readingHead(reading, {
    title: text === '' ? isolating`Search: ${negotiation.name}` : isolating`“${text}”: ${negotiation.name}`,
    description: isolating`Search the record of the ${negotiation.name}.`,
    path,
    more,
  });
  return {
    head: { ...head, isIndexed: false },
    controls: clockControls(reading, path, { kept: words, linked: more }),
    filters: kindFilter(kinds, urlOf),
    action: path,
    text,
    kept: [...queryEntries(givenQuery), ...moreWith(kinds).filter(([name]) => name === kindName)].map(
      ([name, value]) => ({ name, value }),
    ),
    orders: [
      { value: 'newest', label: 'Newest first', isChosen: order === 'newest' },
      { value: 'best', label: 'Best first', isChosen: order === 'best' },
    ],
    mostLetters: longestSearch,
    summary: summaryOf(facts),
    offers: hitCount(facts) === 0 ? offersOf(facts, urlOf) : null,
    first: first.map(({ kind, words, path: firstPath, query }) => ({
      kind: kindLabels[kind],
      url: withQuery(firstPath, [...queryEntries(givenQuery), ...query]),
      parts: excerptOf(words, text),
    })),
    names: names.items.map(({ kind, path: namedPath, place, words, details, days, status }) => ({
      kind: kindLabels[kind],
      url: `${withQuery(namedPath, givenQuery)}${place}`,
      parts: excerptOf(words, text),
      details: details === null ? [] : excerptOf(details, text),
      days,
      status,
    })),
    stances: stances.items.map(({ entry, state }) => {
      const stance = entry.stance as NonNullable<PublishedEntry['stance']>;
      const party = negotiation.parties.find(({ id }) => id === stance.party);
      const demand = negotiation.demands.find(({ id }) => id === stance.demand);
      const position = paths.position(negotiation.slug, party?.slug ?? '', demand?.slug ?? '');
      const status =
        state.status === 'standing' ? null : stanceStatuses.find(({ value }) => value === state.status);
      return {
        sentence: positionSentence(party?.name ?? '', stance.position, demand?.proposition ?? ''),
        url: recordPlace(position, entry.record, givenQuery),
        value: valueView(stance),
        isStruck: state.status === 'retracted',
        details: `${longDate(stance.date)} · ${attributionText(stance, negotiation)}`,
        status: status?.label ?? null,
        texts: foundTexts(stance, text, negotiation),
      };
    }),
    edges: edgeKey(stances.items.flatMap(({ entry }) => (entry.stance ? [valueView(entry.stance)] : []))),
    further: furtherPages(facts, (page) =>
      withQuery(path, [...queryEntries(givenQuery), ...more, ...queryEntries({ page })]),
    ),
  };
}

/** Each kind leads to a search of that kind alone; none where words were typed, and not found. */
function offersOf(
  { reading, terms }: SearchFacts,
  urlOf: (kinds: readonly SearchKind[]) => string,
): SearchPage['offers'] {
  const { negotiation, givenQuery } = reading;
  const { slug } = negotiation;
  const list = (label: string, path: string) => ({ label, url: withQuery(path, givenQuery) });
  return {
    kinds:
      terms.length > 0
        ? []
        : searchKinds.map(({ value, label, foundBy: by }) => ({ label, foundBy: by, url: urlOf([value]) })),
    lists: [
      list('All demands, and where everybody stands', paths.stand(slug)),
      list('All updates', paths.updates(slug)),
      list('All sources', paths.sources(slug)),
      list('All briefings', paths.briefings(slug)),
      list('All corrections', paths.corrections(slug)),
      list('Everything as files: CSV, Excel, JSON, SQLite', paths.data(slug)),
    ],
  };
}

/** The boxes of the kinds, as the filter of other pages. */
function kindFilter(kinds: readonly SearchKind[], urlOf: (kinds: readonly SearchKind[]) => string): Filters {
  const choices = searchKinds.map(({ value, label }) => ({
    ...{ value, label, id: `filter-kind-${value}` },
    isChosen: kinds.includes(value),
  }));
  const chosen = choices
    .filter(({ isChosen }) => isChosen)
    .map(({ value, label }) => ({ label, url: urlOf(kinds.filter((kind) => kind !== value)) }));
  return {
    ...{ withClosed: false, text: null, textLabel: '', stale: [], chosen },
    groups: [{ label: 'Kinds', name: kindName, choices }],
    none: chosen.length < 2 ? null : { label: 'Show all', url: urlOf([]) },
  };
}

function furtherPages({ page, names, stances }: SearchFacts, urlOf: (page: string | null) => string): Link[] {
  const hasMore = [names, stances].some(({ items, before, count }) => before + items.length < count);
  return [
    ...(page > 1 ? [{ label: 'Previous hits', url: urlOf(page === 2 ? null : String(page - 1)) }] : []),
    ...(hasMore ? [{ label: 'Further hits', url: urlOf(String(page + 1)) }] : []),
  ];
}

function hitCount({ first, names, stances }: Pick<SearchFacts, 'first' | 'names' | 'stances'>): number {
  return first.length + names.count + stances.count;
}

function summaryOf({ text, terms, kinds, first, names, stances, looked, cut }: SearchFacts): string {
  if (text === '') return 'Type words: what holds all of them is found, by what stands below.';
  if (terms.length === 0) return 'Type a word: there is no letter and no digit in what was searched for.';
  const all = hitCount({ first, names, stances });
  if (all === 0)
    return kinds.length === 0
      ? 'Nothing on record holds all of these words.'
      : 'Nothing of these kinds holds all of these words.';
  if (isWhole(names) && isWhole(stances) && looked === null && cut === null) return `${counted(all, 'hit')}.`;
  const newest =
    cut === null
      ? ''
      : ` Of headlines, and of what is published by itself, the newest ${cut.toLocaleString('en-GB')} are listed.`;
  return `${stancesFound(stances, looked)} ${shownOf(names, 'other hit')}${newest}`;
}

function stancesFound(stances: PageOf<unknown>, looked: number | null): string {
  if (looked === null) return shownOf(stances, 'stance');
  return `More than ${counted(looked, 'stance')} hold these words; the newest ${counted(looked, 'stance')} are listed, standing ones first. ${shownOf(stances, 'stance')}`;
}

function isWhole({ items, count }: PageOf<unknown>): boolean {
  return items.length === count;
}

/** “12 stances.”, “The first 50 of 120 stances.”, “51 to 100 of 120 stances.” */
function shownOf(list: PageOf<unknown>, noun: 'stance' | 'other hit'): string {
  const { items, before, count } = list;
  const all = count === 0 ? `No ${noun}s` : counted(count, noun);
  if (isWhole(list)) return `${all}.`;
  if (items.length === 0) return `${all}, on the pages before.`;
  if (before === 0) return `The first ${items.length} of ${all}.`;
  const [from, to] = [before + 1, before + items.length].map((place) => place.toLocaleString('en-GB'));
  return `${from} to ${to} of ${all}.`;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/search/search': SearchPage;
  }
}
